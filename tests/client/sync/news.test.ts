import { createEncoder, toUint8Array, writeVarUint, writeVarUint8Array } from 'lib0/encoding'
import { createDecoder } from 'lib0/decoding'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { holdableSync } from '#client/lib/heldSync.ts'
import { afterKey, watchKeys } from '#client/lib/keyFirst.ts'

let asked: (() => void)[] = []
const page = new EventTarget()
/** One frame of the page, and what was put off until after it. */
const frame = () => {
  const now = asked
  asked = []
  for (const act of now) act()
  vi.advanceTimersByTime(1)
}
const press = () => page.dispatchEvent(new Event('keydown'))

beforeEach(() => {
  vi.useFakeTimers()
  asked = []
  vi.stubGlobal('requestAnimationFrame', (act: () => void) => asked.push(act))
  vi.stubGlobal('document', page)
  vi.stubGlobal('addEventListener', () => undefined)
  watchKeys()
})
afterEach(() => {
  frame()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** A page's text, and a person elsewhere whose letters come to it. */
function reader() {
  const doc = new Y.Doc()
  const provider = new WebsocketProvider('ws://127.0.0.1:1', 'draft:1', doc, { connect: false, disableBc: true, WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket })
  const news = holdableSync(provider)
  const other = new Y.Doc()
  const awareness = new Awareness(other)
  const changes: Y.Transaction[] = []
  doc.on('afterTransaction', (transaction: Y.Transaction) => { changes.push(transaction) })
  const receive = (kind: number, ...parts: (number | Uint8Array)[]) => {
    const message = createEncoder()
    for (const part of parts) {
      if (typeof part === 'number') writeVarUint(message, part)
      else writeVarUint8Array(message, part)
    }
    provider.messageHandlers[kind]?.(createEncoder(), createDecoder(toUint8Array(message)), provider, true, kind)
  }
  let known = Y.encodeStateVector(other)
  return {
    text: () => doc.getText('t').toString(),
    carets: () => [...provider.awareness.getStates().values()].map((state) => state['caret']).filter((caret) => caret !== undefined),
    changes, hold: news.hold,
    writes(letters: string) {
      other.getText('t').insert(other.getText('t').length, letters)
      receive(0, 2, Y.encodeStateAsUpdate(other, known))
      known = Y.encodeStateVector(other)
    },
    moves(caret: number) {
      awareness.setLocalState({ caret })
      receive(1, encodeAwarenessUpdate(awareness, [awareness.clientID]))
    },
    leave: () => { news.close(); provider.destroy(); awareness.destroy() },
  }
}

test('what others write comes at once, and what follows within a moment comes together at its end, as one change that was not made here', () => {
  const page = reader()
  page.writes('a')
  vi.advanceTimersByTime(1)
  expect(page.text()).toBe('a')
  page.writes('b')
  page.writes('c')
  vi.advanceTimersByTime(10)
  expect(page.text()).toBe('a')
  vi.advanceTimersByTime(10)
  expect(page.text()).toBe('abc')
  expect(page.changes.map(({ local }) => local)).toEqual([false, false])
  page.leave()
})

test('what others write asks for no frame: what nobody sees would keep a key waiting', () => {
  const page = reader()
  page.writes('a')
  vi.advanceTimersByTime(1)
  expect([page.text(), asked.length]).toEqual(['a', 0])
  page.leave()
})

test('a key has its frame to itself, and the news comes after it, however fast one types', () => {
  const page = reader()
  for (const letter of 'abc') {
    const before = page.text()
    press()
    page.writes(letter)
    vi.advanceTimersByTime(20)
    expect(page.text()).toBe(before)
    frame()
    expect(page.text()).toBe(before + letter)
  }
  page.leave()
})

test('a caret comes with the words it stands in, and at once when there are none to wait for', () => {
  const page = reader()
  page.moves(1)
  expect(page.carets()).toEqual([1])
  page.writes('a')
  page.moves(2)
  expect(page.carets()).toEqual([1])
  vi.advanceTimersByTime(1)
  expect([page.text(), page.carets()]).toEqual(['a', [2]])
  page.leave()
})

test('while a word is being composed the words of others wait, and come right after it', () => {
  const page = reader()
  const letGo = page.hold()
  page.writes('a')
  vi.advanceTimersByTime(500)
  expect(page.text()).toBe('')
  letGo()
  vi.advanceTimersByTime(1)
  expect(page.text()).toBe('a')
  page.leave()
})

test('a page that goes into the background with a key on its way, and draws no frame any more, gets its news all the same', () => {
  const page = reader()
  press()
  page.writes('a')
  vi.advanceTimersByTime(250)
  expect(page.text()).toBe('a')
  page.leave()
})

test('what a key causes is done after its frame, in the order of the calls, and at once when no key is on its way', () => {
  const done: string[] = []
  afterKey(() => done.push('before'))
  press()
  afterKey(() => done.push('send'))
  afterKey(() => done.push('store'))
  expect(done).toEqual(['before'])
  frame()
  expect(done).toEqual(['before', 'send', 'store'])
})

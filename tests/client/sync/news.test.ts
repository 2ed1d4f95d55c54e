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

test('what others wrote until the next frame comes with it, as one change that was not made here', () => {
  const page = reader()
  page.writes('a')
  page.writes('b')
  expect(page.text()).toBe('')
  frame()
  expect(page.text()).toBe('ab')
  expect(page.changes.map(({ local }) => local)).toEqual([false])
  page.leave()
})

test('a key has the next frame to itself, and the news has the one after it', () => {
  const page = reader()
  page.writes('a')
  press()
  frame()
  expect(page.text()).toBe('')
  frame()
  expect(page.text()).toBe('a')
  page.leave()
})

test('whoever goes on pressing keys keeps the news away for a tenth of a second at most', () => {
  const page = reader()
  page.writes('a')
  for (let ms = 0; ms < 100; ms += 10) {
    press()
    frame()
    vi.advanceTimersByTime(9)
  }
  press()
  frame()
  expect(page.text()).toBe('a')
  page.leave()
})

test('a caret comes with the words it stands in, and at once when there are none to wait for', () => {
  const page = reader()
  page.moves(1)
  expect(page.carets()).toEqual([1])
  page.writes('a')
  page.moves(2)
  expect(page.carets()).toEqual([1])
  frame()
  expect([page.text(), page.carets()]).toEqual(['a', [2]])
  page.leave()
})

test('while a word is being composed the words of others wait, and come with the frame after it', () => {
  const page = reader()
  const letGo = page.hold()
  page.writes('a')
  frame()
  vi.advanceTimersByTime(500)
  expect(page.text()).toBe('')
  letGo()
  frame()
  expect(page.text()).toBe('a')
  page.leave()
})

test('a page in the background, which draws no frames, gets its news all the same', () => {
  const page = reader()
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

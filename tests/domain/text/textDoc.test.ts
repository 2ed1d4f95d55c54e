import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { applyUpdates, makeTextDoc } from '#domain/text/textDoc.ts'
import { type Dice, diceOf } from '#tests/support/oracle/dice.ts'

const wordsOf = (doc: Y.Doc) => {
  const text = doc.getXmlFragment('words').get(0)
  if (!(text instanceof Y.XmlText)) throw new Error('no words')
  return text
}
const fromServer = Symbol('from the server')

/** Somebody's page, which says what it changes. */
function pageOf(doc: Y.Doc, state: Uint8Array) {
  Y.applyUpdate(doc, state, fromServer)
  const said: Uint8Array[] = []
  doc.on('update', (update: Uint8Array, origin: unknown) => { if (origin !== fromServer) said.push(update) })
  return { doc, said }
}

function act(text: Y.XmlText, word: string, dice: Dice) {
  const kind = dice.pick(['insert', 'delete', 'format'] as const)
  if (kind === 'insert' || text.length < 4) return text.insert(dice.below(text.length + 1), word)
  const at = dice.below(text.length - 2)
  const length = Math.min(1 + dice.below(8), text.length - at)
  if (kind === 'delete') text.delete(at, length)
  else text.format(at, length, { strong: dice.chance(0.5) ? {} : null })
}

/**
 * Four type, delete and set in bold at once, some rounds long; one more only looks. Gives the text in memory, the one that is read from
 * what was kept, those of the pages, and what the one who looks has said. `makeDoc`: what a page has.
 */
function written(dice: Dice, makeDoc: () => Y.Doc) {
  const begun = new Y.Doc()
  begun.getXmlFragment('words').insert(0, [new Y.XmlText('hello world')])
  const state = Y.encodeStateAsUpdate(begun)
  const [memory, kept] = [makeTextDoc(), makeTextDoc()]
  const rows = [state]
  applyUpdates(memory, rows)
  const pages = Array.from({ length: 4 }, () => pageOf(makeDoc(), state))
  const reader = pageOf(makeDoc(), state)
  for (let round = 0; round < 12; round += 1) {
    for (const [index, { doc }] of pages.entries()) for (let count = dice.below(4); count > 0; count -= 1) act(wordsOf(doc), `<${index}${round}${count}>`, dice)
    const said = pages.map((page) => page.said.splice(0))
    const first = dice.below(4)
    // Memory takes turns; a row holds what one page said.
    const longest = Math.max(...said.map(({ length }) => length))
    for (let turn = 0; turn < longest; turn += 1) for (let index = 0; index < 4; index += 1) applyUpdates(memory, said[(first + index) % 4]?.slice(turn, turn + 1) ?? [])
    rows.push(...said.flat())
    for (const [index, { doc }] of pages.entries()) for (const update of said.filter((_, other) => other !== index).flat()) Y.applyUpdate(doc, update, fromServer)
    for (const update of said.flat()) Y.applyUpdate(reader.doc, update, fromServer)
  }
  applyUpdates(kept, rows)
  return { memory, kept, pages: [...pages, reader].map(({ doc }) => doc), saidByReader: reader.said }
}

test('a text in memory has the marks that its journal has, whoever sets which at once and whatever other pages tidy', () => {
  for (let seed = 1; seed <= 300; seed += 1) {
    const { memory, kept } = written(diceOf(seed), () => new Y.Doc())
    expect(wordsOf(memory).toDelta(), `seed ${seed}`).toEqual(wordsOf(kept).toDelta())
  }
})

test('a page has the marks that the journal has, and one that only looks says nothing', () => {
  for (let seed = 1; seed <= 300; seed += 1) {
    const { kept, pages, saidByReader } = written(diceOf(seed), makeTextDoc)
    for (const page of pages) expect(wordsOf(page).toDelta(), `seed ${seed}`).toEqual(wordsOf(kept).toDelta())
    expect(saidByReader, `seed ${seed}`).toEqual([])
  }
})

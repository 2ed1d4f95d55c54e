import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { applyAsIs } from '#server/texts/applyAsIs.ts'
import { type Dice, diceOf } from '#tests/support/oracle/dice.ts'

const wordsOf = (doc: Y.Doc) => {
  const text = doc.getXmlFragment('words').get(0)
  if (!(text instanceof Y.XmlText)) throw new Error('no words')
  return text
}
const fromServer = Symbol('from the server')

/** Somebody's page, which tidies by itself as every Yjs page does and says what it changes. */
function pageOf(state: Uint8Array) {
  const doc = new Y.Doc()
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

/** Four type, delete and set in bold at once, some rounds long. Gives the text in memory and the one that is read from what was kept. */
function written(dice: Dice): { memory: Y.Doc; kept: Y.Doc } {
  const begun = new Y.Doc()
  begun.getXmlFragment('words').insert(0, [new Y.XmlText('hello world')])
  const state = Y.encodeStateAsUpdate(begun)
  const [memory, kept] = [new Y.Doc(), new Y.Doc()]
  const rows = [state]
  applyAsIs(memory, rows)
  const pages = Array.from({ length: 4 }, () => pageOf(state))
  for (let round = 0; round < 12; round += 1) {
    for (const [index, { doc }] of pages.entries()) for (let count = dice.below(4); count > 0; count -= 1) act(wordsOf(doc), `<${index}${round}${count}>`, dice)
    const said = pages.map((page) => page.said.splice(0))
    const first = dice.below(4)
    // Memory takes turns; a row holds what one page said.
    const longest = Math.max(...said.map(({ length }) => length))
    for (let turn = 0; turn < longest; turn += 1) for (let index = 0; index < 4; index += 1) applyAsIs(memory, said[(first + index) % 4]?.slice(turn, turn + 1) ?? [])
    rows.push(...said.flat())
    for (const [index, { doc }] of pages.entries()) for (const update of said.filter((_, other) => other !== index).flat()) Y.applyUpdate(doc, update, fromServer)
  }
  applyAsIs(kept, rows)
  return { memory, kept }
}

test('a text in memory has the marks that its journal has, whoever sets which at once and whatever pages tidy', () => {
  for (let seed = 1; seed <= 300; seed += 1) {
    const { memory, kept } = written(diceOf(seed))
    expect(wordsOf(memory).toDelta(), `seed ${seed}`).toEqual(wordsOf(kept).toDelta())
  }
})

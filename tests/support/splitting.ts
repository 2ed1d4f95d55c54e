import { expect } from 'vitest'
import * as Y from 'yjs'
import { backspaceAtStart, enter } from '#client/editor/blockCommands.ts'
import { type ClauseContent, plainText } from '#domain/text/clauseContent.ts'
import { readClause } from '#domain/text/clauseFragment.ts'
import { clausesOf } from '#domain/text/tree.ts'
import { problemsOf } from '#domain/text/validate.ts'
import { clauseId, clauseWith } from '../domain/text/anyContent.ts'
import { Drafter } from './drafters.ts'

/** People at one clause, and what they do to its blocks, in as few words as a test can say it in. */

export const people = (content: ClauseContent, ...names: string[]): Drafter[] => {
  const first = Y.encodeStateAsUpdate(clauseWith(content).doc)
  return names.map((name, index) => new Drafter(name, index + 1, first))
}
export const two = (content: ClauseContent) => people(content, 'Ann', 'Ben') as [Drafter, Drafter]
export const meet = (...all: Drafter[]) => {
  for (const from of all) for (const update of from.outbox.splice(0)) for (const to of all) if (to !== from) to.receive(update)
}
export const fragmentOf = ({ doc }: Drafter) => clausesOf(doc).get(clauseId) ?? new Y.XmlFragment()
export const wordsOf = (person: Drafter) => plainText(readClause(fragmentOf(person))).split('\n')
export const idsOf = (person: Drafter) => readClause(fragmentOf(person)).blocks.map(({ id }) => id)
export const lettersIn = ({ doc }: Drafter) => [...doc.store.clients.values()].flat().reduce((sum, item) => sum + (item instanceof Y.Item && item.content instanceof Y.ContentString ? item.length : 0), 0)

export const split = (person: Drafter, block: number, offset: number) => {
  const editor = person.caret(clauseId, block, offset)
  if (editor) enter(editor.state(), editor.dispatch)
}
export const join = (person: Drafter, block: number) => {
  const editor = person.caret(clauseId, block, 0)
  if (editor) backspaceAtStart(editor.state(), editor.dispatch)
}
/** Types on where the caret is. */
export const typeOn = (person: Drafter, text: string) => {
  const editor = person.editor(clauseId)
  for (const key of text) editor?.dispatch(editor.state().tr.insertText(key))
}
export const type = (person: Drafter, block: number, offset: number, text: string) => {
  person.caret(clauseId, block, offset)
  typeOn(person, text)
}
export const remove = (person: Drafter, block: number) => {
  const editor = person.editor(clauseId)
  if (!editor) return
  const { doc, tr } = editor.state()
  let start = 0
  for (let index = 0; index < block; index += 1) start += doc.child(index).nodeSize
  editor.dispatch(tr.delete(start, start + doc.child(block).nodeSize))
}
export const move = (person: Drafter, from: number, to: number) => {
  const editor = person.editor(clauseId)
  if (!editor) return
  const { doc, tr } = editor.state()
  const blocks = doc.children.toSpliced(from, 1)
  const block = doc.child(from)
  const start = doc.children.slice(0, from).reduce((sum, { nodeSize }) => sum + nodeSize, 0)
  tr.delete(start, start + block.nodeSize).insert(blocks.slice(0, to).reduce((sum, { nodeSize }) => sum + nodeSize, 0), block)
  editor.dispatch(tr)
}
/** What all of them read, and that they read the same, are shown it, and that it is in order. */
export function all(...everybody: Drafter[]): string[] {
  for (let round = 0; round < 3; round += 1) meet(...everybody)
  for (const person of everybody) {
    expect(readClause(fragmentOf(person))).toEqual(readClause(fragmentOf(everybody[0] ?? person)))
    expect(problemsOf(fragmentOf(person))).toEqual([])
    expect(person.editor(clauseId)?.state().doc.children.map((block) => [block.attrs['id'], block.textBetween(0, block.content.size, '', '\uFFFC')])).toEqual(idsOf(person).map((id, index) => [id, wordsOf(person)[index]]))
  }
  return wordsOf(everybody[0] as Drafter)
}
export const caretOf = (person: Drafter) => {
  const { $head } = person.editor(clauseId)?.state().selection ?? {}
  return [$head?.parent.textContent, $head?.parentOffset]
}

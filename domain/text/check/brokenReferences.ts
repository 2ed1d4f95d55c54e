import { type CrossReference, isReference } from '../clauseContent.ts'
import { type CheckedClause, makeRule } from './rule.ts'
import type { Finding } from './finding.ts'

interface Call { readonly blockId: string; readonly at: number; readonly reference: CrossReference }
interface Facts { readonly calls: readonly Call[]; readonly blocks: ReadonlySet<string>; readonly notes: readonly string[] }

function factsOf({ content }: CheckedClause): Facts {
  const calls = content.blocks.flatMap(({ id: blockId, inlines }) => {
    let at = 0
    return inlines.flatMap((inline): Call[] => {
      const place = at
      at += isReference(inline) ? 1 : inline.text.length
      return isReference(inline) ? [{ blockId, at: place, reference: inline.crossReference }] : []
    })
  })
  return { calls, blocks: new Set(content.blocks.map(({ id }) => id)), notes: content.blocks.filter(({ type }) => type === 'note').map(({ id }) => id) }
}

/**
 * Cross-references to a provision, or to a block of one, that is not in the draft (blocking); calls of a note that is not there (blocking),
 * and notes that nothing calls, which a reader never comes to.
 */
export const brokenReferences = makeRule<Facts>({
  gather: factsOf,
  judge(read) {
    const provisions = new Map(read.map(({ clause, fact }) => [clause.id, fact]))
    const notes = new Set(read.flatMap(({ clause, fact }) => fact.notes.map((note) => `${clause.id}/${note}`)))
    const called = new Set(read.flatMap(({ fact }) => fact.calls.filter(({ reference }) => reference.form === 'note').map(({ reference }) => `${reference.target}/${reference.block}`)))
    const isThere = ({ target, block, form }: CrossReference) => form === 'note' ? notes.has(`${target}/${block}`)
      : provisions.has(target) && (block === null || provisions.get(target)?.blocks.has(block) === true)
    return read.flatMap(({ clause: { id: clauseId }, fact }): Finding[] => [
      ...fact.calls.filter(({ reference }) => !isThere(reference)).map(({ blockId, at, reference }): Finding =>
        ({ kind: reference.form === 'note' ? 'callWithoutNote' : 'brokenReference', clauseId, blockId, from: at, to: at + 1, data: {} })),
      ...fact.notes.filter((note) => !called.has(`${clauseId}/${note}`)).map((blockId): Finding => ({ kind: 'noteNeverCalled', clauseId, blockId, from: 0, to: 0, data: {} })),
    ])
  },
})

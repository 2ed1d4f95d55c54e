import fc from 'fast-check'
import { expect, test } from 'vitest'
import { applyHunks } from '#domain/amendments/applyHunks.ts'
import { type Hunk, hunksOf } from '#domain/amendments/hunks.ts'
import { canonicalClause, canonicalDraft } from '#domain/text/canonical.ts'
import { anyDraft, anyEdits, articles, edited, read } from './anyDrafts.ts'

const inOrderOf = (hunks: readonly Hunk[], keys: readonly number[]) => hunks.map((hunk, index) => [keys[index % keys.length] ?? 0, hunk] as const).sort(([a], [b]) => a - b).map(([, hunk]) => hunk)

test('all pieces of a difference, in whatever order, give the amended text', () => {
  fc.assert(fc.property(anyDraft, anyEdits, fc.array(fc.nat(99), { minLength: 1 }), (doc, edits, keys) => {
    const [base, branch] = [read(doc), read(edited(doc, edits, 'n'))]
    const hunks = hunksOf(base, branch)
    const result = applyHunks(base, inOrderOf(hunks, keys))
    expect(canonicalDraft(result)).toBe(canonicalDraft(branch))
    expect(result.map(({ label }) => label)).toEqual(branch.map(({ label }) => label))
    expect(hunksOf(result, branch)).toEqual([])
  }), { numRuns: 500 })
})

test('a part of the pieces changes nothing that it does not name', () => {
  fc.assert(fc.property(anyDraft, anyEdits, fc.array(fc.boolean(), { minLength: 1 }), (doc, edits, chosen) => {
    const [base, branch] = [read(doc), read(edited(doc, edits, 'n'))]
    const all = hunksOf(base, branch)
    const some = all.filter((_, index) => chosen[index % chosen.length])
    const result = new Map(applyHunks(base, some).map((node) => [node.id, node]))
    const named = new Set(some.map(({ clauseId }) => clauseId))
    for (const node of base.filter(({ id }) => !named.has(id))) expect(canonicalClause(node.kind, result.get(node.id)?.content ?? { blocks: [] })).toBe(canonicalClause(node.kind, node.content))
    for (const id of result.keys()) expect(named.has(id) || base.some((node) => node.id === id)).toBe(true)
    const blocks = new Set(some.flatMap((hunk) => 'blockId' in hunk ? [`${hunk.clauseId}/${hunk.blockId}`] : []))
    for (const { id, content } of base) for (const block of content.blocks) {
      if (blocks.has(`${id}/${block.id}`) || some.some((hunk) => hunk.kind === 'clauseRemoved' && hunk.clauseId === id)) continue
      expect(result.get(id)?.content.blocks.find((each) => each.id === block.id)).toEqual(block)
    }
  }), { numRuns: 500 })
})

test('“without delay” becomes “within 24 hours” in one piece', () => {
  const base = articles({ a: ['Providers shall report without delay.'] })
  const branch = articles({ a: ['Providers shall report within 24 hours.'] })
  expect(hunksOf(base, branch)).toMatchObject([{ kind: 'words', clauseId: 'a', blockId: 'a0', from: 6, to: 9, removed: [{ text: 'without delay' }], added: [{ text: 'within 24 hours' }] }])
})

test('the same difference has the same names, and that others are numbered anew is no difference', () => {
  const base = articles({ a: ['One.'], b: ['Two.'] })
  const branch = articles({ n: ['New.'], a: ['One.'], b: ['Two.'] })
  expect(hunksOf(base, branch).map(({ kind, clauseId }) => [kind, clauseId])).toEqual([['clauseInserted', 'n']])
  expect(hunksOf(base, branch)).toEqual(hunksOf(structuredClone(base), structuredClone(branch)))
})

test('a piece that does not fit the text is refused', () => {
  const [hunk] = hunksOf(articles({ a: ['Report without delay.'] }), articles({ a: ['Report within 24 hours.'] }))
  if (!hunk) throw new Error('no difference')
  expect(() => applyHunks(articles({ a: ['Report at once or never.'] }), [hunk])).toThrow(RangeError)
  expect(() => applyHunks(articles({ b: ['Report without delay.'] }), [hunk])).toThrow(RangeError)
})

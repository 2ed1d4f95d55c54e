import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sealedChanges } from '#domain/amendments/sealedChanges.ts'
import { canonicalClause } from '#domain/text/canonical.ts'
import type { BlockType } from '#domain/text/kinds.ts'

const types: readonly BlockType[] = ['paragraph', 'point']
const anyClause = fc.array(fc.record({ type: fc.constantFrom(...types), words: fc.array(fc.constantFrom('shall', 'mark', 'within', 'a', 'day'), { minLength: 1, maxLength: 5 }).map((words) => words.join(' ')) }), { maxLength: 6 })
type Blocks = readonly { type: BlockType; words: string }[]
const canonical = (blocks: Blocks) => canonicalClause('article', { blocks: blocks.map(({ type, words }, index) => ({ id: String(index), type, inlines: [{ text: words }] })) })
const textOf = (pieces: readonly { kind: string; text: string }[], without: string) => pieces.filter(({ kind }) => kind !== without).map(({ text }) => text).join('')
const between = (from: Blocks | null, to: Blocks | null) => sealedChanges({ before: from && canonical(from), after: to && canonical(to) }, () => '')

test('the changes of sealed words, without what is put in, read as before, and without what is taken out, as after, block by block', () => {
  fc.assert(fc.property(anyClause, anyClause, (from, to) => {
    const changes = between(from, to)
    const standing = changes.filter(({ at }) => at !== null)
    expect(standing.map(({ type, pieces }) => ({ type, words: textOf(pieces, 'removed') }))).toEqual(to)
    expect(standing.map(({ at }) => at)).toEqual(to.map((_, index) => index))
    const earlier = changes.map(({ pieces }) => textOf(pieces, 'added')).filter((words) => words !== '')
    expect(earlier).toEqual(from.map(({ words }) => words))
  }))
})

test('only what differs is marked; a clause that is put in is all new, one that is left out all gone', () => {
  const [first, second] = [{ type: 'paragraph' as const, words: 'Providers shall mark it.' }, { type: 'point' as const, words: 'a day' }]
  expect(between([first, second], [first, { ...second, words: 'an hour, a day' }]).map(({ isChanged, pieces }) => [isChanged, pieces])).toEqual([
    [false, [{ kind: 'same', text: first.words }]], [true, [{ kind: 'added', text: 'an hour, ' }, { kind: 'same', text: 'a day' }]],
  ])
  expect(between(null, [first]).map(({ at, pieces }) => [at, pieces])).toEqual([[0, [{ kind: 'added', text: first.words }]]])
  expect(between([first], null).map(({ at, pieces }) => [at, pieces])).toEqual([[null, [{ kind: 'removed', text: first.words }]]])
})

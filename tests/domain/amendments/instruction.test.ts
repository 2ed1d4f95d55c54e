import { expect, test } from 'vitest'
import { hunksOf } from '#domain/amendments/hunks.ts'
import { instructionsOf } from '#domain/amendments/instruction.ts'
import { articles } from './anyDrafts.ts'

const base = { a: ['One.'], b: ['Providers shall report without delay.', 'The provider or the deployer keeps it.'], c: ['Three.'] }
const english = { reader: 'en', law: 'en' } as const
const ordered = (amended: Record<string, readonly string[]>) => instructionsOf(articles(base), hunksOf(articles(base), articles(amended)), english)

test('In Article 2(1), for “without delay” substitute “within 24 hours”', () => {
  expect(ordered({ ...base, b: ['Providers shall report within 24 hours.', base.b[1] ?? ''] })).toMatchObject([
    { code: 'substitute', place: { label: 'Article\u00A02(1)' }, old: 'without delay', new: 'within 24 hours' },
  ])
})

test('words that occur twice are quoted with as many before them as make the place clear', () => {
  expect(ordered({ ...base, b: [base.b[0] ?? '', 'The provider or each deployer keeps it.'] })).toMatchObject([{ code: 'substitute', old: 'the', new: 'each' }])
  const [was, is] = [articles({ a: ['the user and the user'] }), articles({ a: ['the user and the deployer'] })]
  expect(instructionsOf(was, hunksOf(was, is), english)).toMatchObject([{ code: 'substitute', old: 'and the user', new: 'and the deployer' }])
})

test('words are left out, and put in after the words before them', () => {
  expect(ordered({ ...base, b: ['Providers report without delay.', base.b[1] ?? ''] })).toMatchObject([{ code: 'leaveOut', old: 'shall' }])
  expect(ordered({ ...base, b: ['Providers shall always report without delay.', base.b[1] ?? ''] })).toMatchObject([{ code: 'insertAfter', context: 'shall', new: 'always' }])
  expect(ordered({ ...base, b: ['All Providers shall report without delay.', base.b[1] ?? ''] })).toMatchObject([{ code: 'insertBefore', context: 'Providers', new: 'All' }])
  expect(ordered({ ...base, b: ['Providers shall report, in writing, without delay.', base.b[1] ?? ''] })).toMatchObject([{ code: 'insertAfter', context: 'report', new: ', in writing,' }])
})

test('places are cited in the reader’s language, and what the law says in the words that are quoted in its own', () => {
  const [was, is] = [articles({ a: ['One.'], b: ['Two.'] }), articles({ a: ['One.'], b: ['Two.'] })]
  const amended = is.map((node) => node.id !== 'b' ? node : { ...node, content: { blocks: node.content.blocks.map((block) => ({ ...block, inlines: [{ text: 'Two, as in ' }, { crossReference: { target: 'a', block: null, form: 'full' as const } }] })) } })
  const said = (reader: 'en' | 'fr', law: 'en' | 'fr') => JSON.stringify(instructionsOf(was, hunksOf(was, amended), { reader, law })).replaceAll('\u00A0', ' ')
  expect(said('en', 'fr')).toContain('"label":"Article 2(1)"')
  expect(said('en', 'fr')).toContain('as in article 1')
  expect(said('fr', 'en')).toContain('"label":"article 2, paragraphe 1"')
  expect(said('fr', 'en')).toContain('as in Article 1')
})

test('articles are left out and inserted by the numbers of the text that is amended', () => {
  expect(ordered({ a: base.a, b: base.b, d: ['New.'] })).toMatchObject([
    { code: 'leaveOutClause', place: { label: 'Article\u00A03' } }, { code: 'insertClause', after: { label: 'Article\u00A02' }, new: ['New.'] },
  ])
})

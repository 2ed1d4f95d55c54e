import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalAct, readAct, type RecordedAct } from '#domain/record.ts'

const act: RecordedAct = {
  workspaceId: 'w', seq: 3, name: 'draft.advanced', actorId: 'u', draftId: 'd', at: '2026-11-24T10:00:00.000Z',
  ids: { b: '2', a: '1' }, facts: { to: 'voting', from: 'deliberation' },
}

test('an act has the same bytes whatever the order in which its facts were written', () => {
  fc.assert(fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (facts) => {
    const turned = Object.fromEntries(Object.entries(facts).reverse())
    expect(canonicalAct({ ...act, facts: turned })).toBe(canonicalAct({ ...act, facts }))
  }))
})

test('what is read back from the bytes is the act, and writing it again gives the bytes', () => {
  const canonical = canonicalAct(act)
  expect(readAct(canonical)).toEqual(act)
  expect(canonicalAct(readAct(canonical))).toBe(canonical)
})

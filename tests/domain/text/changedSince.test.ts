import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalDraft, readCanonicalDraft } from '#domain/text/canonical.ts'
import { changedSince } from '#domain/text/changedSince.ts'
import type { ProvisionText } from '#domain/text/draftText.ts'

type Provision = Pick<ProvisionText, 'id' | 'kind' | 'parent' | 'content'>
const provision = (id: string, text: string, parent: string | null = null): Provision => ({ id, kind: 'article', parent, content: { blocks: [{ type: 'paragraph', id: `${id}p`, inlines: [{ text }] }] } })
const anyDraft = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 5 }).chain((ids) => fc.tuple(...ids.map((id) => fc.constantFrom('One.', 'Two.').map((text) => provision(id, text)))))
const sealed = [provision('a', 'One.'), provision('b', 'Two.'), provision('c', 'Three.')]

test('a draft that is read back from its canonical text has the same canonical text', () => {
  fc.assert(fc.property(anyDraft, (draft) => {
    expect(canonicalDraft(readCanonicalDraft(canonicalDraft(draft)))).toBe(canonicalDraft(draft))
  }))
})

test('nothing has changed since a draft was sealed exactly where it still has the sealed words', () => {
  fc.assert(fc.property(anyDraft, anyDraft, (before, now) => {
    expect(changedSince(canonicalDraft(before), now).length === 0).toBe(canonicalDraft(before) === canonicalDraft(now))
  }))
})

test.each([
  ['has other words', [provision('a', 'One.'), provision('b', 'Zwei.'), provision('c', 'Three.')], ['b']],
  ['was put in', [provision('a', 'One.'), provision('new', 'Also.'), provision('b', 'Two.'), provision('c', 'Three.')], ['new']],
  ['was taken out', [provision('a', 'One.'), provision('c', 'Three.')], ['b']],
  ['was moved', [provision('b', 'Two.'), provision('c', 'Three.'), provision('a', 'One.')], ['a']],
  ['stands in another chapter', [provision('a', 'One.'), provision('b', 'Two.'), provision('c', 'Three.', 'chapter')], ['c']],
] as const)('a provision that %s is named, and no other', (_what, now, changed) => {
  expect(changedSince(canonicalDraft(sealed), now)).toEqual(changed)
})

import i18next from 'i18next'
import { beforeAll, expect, test } from 'vitest'
import { nameErased } from '#client/lib/erased.ts'

beforeAll(() => i18next.init({ lng: 'en', resources: { en: { translation: { ui: { erasedAccount: 'Erased account {{mark}}' } } } } }))

const person = (id: string, name: string) => ({ id, name, role: null, functions: [], organisation: null })
const read = (value: unknown) => { const text = JSON.stringify(value); return nameErased(JSON.parse(text), text) }

test('two who have erased their accounts are told apart, wherever in an answer they are', () => {
  const [one, other] = ['3f2a0000-0000-4000-8000-000000000001', '77b10000-0000-4000-8000-000000000002']
  expect(read({ by: person(one, ''), ballots: [{ elector: person(other, '') }], author: person('x', 'Ilse') }))
    .toMatchObject({ by: { name: 'Erased account 3f2a' }, ballots: [{ elector: { name: 'Erased account 77b1' } }], author: { name: 'Ilse' } })
})

test('what has no name and is no person stays as it is', () => {
  const answer = { id: '3f2a0000-0000-4000-8000-000000000001', name: '', operator: person('operator', '') }
  expect(read(answer)).toEqual(answer)
})

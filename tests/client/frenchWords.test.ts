import fs from 'node:fs'
import path from 'node:path'
import i18next from 'i18next'
import { expect, test } from 'vitest'

const folder = path.join(import.meta.dirname, '../../client/locales/fr')
type Words = { readonly [key: string]: Words | string }
const catalogue: Words = Object.fromEntries(fs.readdirSync(folder).map((file) => [path.basename(file, '.json'), JSON.parse(fs.readFileSync(path.join(folder, file), 'utf8')) as Words]))
const flat = (words: Words, prefix = ''): [string, string][] => Object.entries(words).flatMap(([key, inner]) => typeof inner === 'string' ? [[prefix + key, inner] as [string, string]] : flat(inner, `${prefix}${key}.`))
const sentences = flat(catalogue)

test('a place of the law, which may end with a bracket of its own, is never put in brackets', () => {
  expect(sentences.filter(([, words]) => /\([^()]*\{\{(place|places|clause|label)\}\}\)/.test(words)).map(([key]) => key)).toEqual([])
})

// In these a provision comes with its article: « l’article 3 ».
const withArticle = /^(records\.act|workspaces\.(commented|replied)|amendments\.notCalledChanged|versions\.moment)/

test('what a provision is called stands alone, after a colon or first, where it has no article', () => {
  const bare = sentences.filter(([key]) => !withArticle.test(key)).filter(([, words]) => /[^\s:«>]\s+(<\w+>)?\{\{(clause|label)\}\}/.test(words))
  expect(bare.filter(([key]) => !key.startsWith('pieces.place')).map(([key]) => key)).toEqual([])
})

test('two amendments that exclude each other are told in French with their articles, and the place without a second bracket', async () => {
  const words = i18next.createInstance()
  await words.init({ lng: 'fr', resources: { fr: { translation: catalogue } }, interpolation: { escapeValue: false } })
  const values = { one: words.t('marshalling.namedFirst', { number: 2 }), other: words.t('marshalling.named', { number: 3 }), place: 'Article\u00A05, paragraphe\u00A01, point\u00A0a)' }
  expect(words.t('marshalling.excludes.alternatives', values)).toBe('Incompatible avec l’amendement 3 : les deux changent les mêmes mots — Article\u00A05, paragraphe\u00A01, point\u00A0a).')
  expect(words.t('marshalling.pair.takes', values)).toBe('L’amendement 2 supprime ce sur quoi s’appuie l’amendement 3 — Article\u00A05, paragraphe\u00A01, point\u00A0a).')
})

import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import englishUrl from 'virtual:catalogue/en'
import frenchUrl from 'virtual:catalogue/fr'

export const languages = ['en', 'fr'] as const
export type Language = (typeof languages)[number]

// One language is fetched, the one in use: words are data, not script.
const catalogues: Record<Language, string> = { en: englishUrl, fr: frenchUrl }
const stored = 'parley.language'

const isLanguage = (value: unknown): value is Language => (languages as readonly unknown[]).includes(value)

function preferred(): Language {
  const own = localStorage.getItem(stored)
  if (isLanguage(own)) return own
  return navigator.languages.map((tag) => tag.slice(0, 2)).find(isLanguage) ?? 'en'
}

async function load(language: Language) {
  const catalogue: object = await (await fetch(catalogues[language])).json()
  i18next.addResourceBundle(language, 'translation', catalogue, false, true, { skipCopy: true })
}

export async function startLanguages(): Promise<void> {
  const lng = preferred()
  await i18next.use(initReactI18next).init({ lng, fallbackLng: false, resources: {}, keySeparator: false, nsSeparator: false, interpolation: { escapeValue: false }, returnNull: false })
  await changeLanguage(lng)
}

/** Changes the language of the page, and of the pages to come on this device. */
export async function changeLanguage(language: Language): Promise<void> {
  await load(language)
  await i18next.changeLanguage(language)
  localStorage.setItem(stored, language)
  document.documentElement.lang = language
  document.documentElement.dir = i18next.dir(language)
}

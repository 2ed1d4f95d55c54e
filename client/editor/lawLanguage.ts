import { createContext, useContext } from 'react'
import type { LabelLanguage } from '#domain/text/languages.ts'

/** In which language the law on the page is written: one for a page, which is of one draft. */
export const LawLanguage = createContext<LabelLanguage | null>(null)

/** The language of what the law itself says: its words, the numbers over them, references in them. Whoever draws law says whose. */
export function useLawLanguage(): LabelLanguage {
  const language = useContext(LawLanguage)
  if (language === null) throw new Error('law is drawn outside of LawLanguage')
  return language
}

import { useTranslation } from 'react-i18next'
import type { LabelLanguage } from '#domain/text/numbering.ts'

/** The language in which provisions are named around the text. */
export const useLabelLanguage = (): LabelLanguage => useTranslation().i18n.language.startsWith('fr') ? 'fr' : 'en'

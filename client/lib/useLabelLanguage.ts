import { useTranslation } from 'react-i18next'
import { isLawLanguage, type LabelLanguage } from '#domain/text/languages.ts'

/**
 * The language in which the page names provisions: the reader's. What the law itself says is said in its own (`useLawLanguage`): the words
 * and numbers on the sheet, references, what is copied, printed, compared or sealed of it.
 */
export function useLabelLanguage(): LabelLanguage {
  const { language } = useTranslation().i18n
  return isLawLanguage(language) ? language : 'en'
}

import { useTranslation } from 'react-i18next'
import type { NodeKind } from '#domain/text/kinds.ts'
import { type LabelLanguage, nodeLabel } from '#domain/text/numbering.ts'

interface Named { readonly id: string; readonly kind: NodeKind; readonly number: string | null }

/** What a provision of a past text was called then, in the reader's language: "Article 4", "article 4", "Title of the draft". */
export function useProvisionName(): (provision: Named) => string {
  const { t, i18n } = useTranslation()
  const language: LabelLanguage = i18n.language === 'fr' ? 'fr' : 'en'
  return ({ id, kind, number }) => {
    const numbers = new Map(number === null ? [] : [[id, number] as const])
    const label = nodeLabel({ numbers, kinds: new Map([[id, kind]]), contents: new Map() }, id, language)
    if (label) return label.charAt(0).toLocaleUpperCase(language) + label.slice(1)
    return kind === 'title' ? t('drafts.title') : t('drafts.citation')
  }
}

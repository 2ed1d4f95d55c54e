import { useTranslation } from 'react-i18next'
import type { NodeKind } from '#domain/text/kinds.ts'
import { useLabelLanguage } from '#client/lib/useLabelLanguage.ts'
import { nodeCaption } from '#domain/text/numbering.ts'

interface Named { readonly id: string; readonly kind: NodeKind; readonly number: string | null }

/** What a provision of a past text was called then, in the reader's language: "Article 4", "article 4", "Title of the draft". */
export function useProvisionName(): (provision: Named) => string {
  const { t } = useTranslation()
  const language = useLabelLanguage()
  return ({ id, kind, number }) => {
    const numbers = new Map(number === null ? [] : [[id, number] as const])
    return nodeCaption({ numbers, kinds: new Map([[id, kind]]) }, id, language) ?? (kind === 'title' ? t('drafts.title') : t('drafts.citation'))
  }
}

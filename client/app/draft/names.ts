import type i18next from 'i18next'
import type { DraftReading } from '#client/editor/draftText.ts'
import type { LabelLanguage } from '#domain/text/languages.ts'
import type { NodeKind } from '#domain/text/kinds.ts'

type Translate = typeof i18next.t

/** What a node of the draft is called around the text, in the reader's language: "Article 4", "article 4", "Title of the draft". */
export function clauseName(reading: DraftReading, clause: { readonly id: string; readonly kind: NodeKind }, t: Translate, language: LabelLanguage): string {
  const label = reading.labelOf({ target: clause.id, block: null, form: 'full' }, language)
  if (label) return label.charAt(0).toLocaleUpperCase(language) + label.slice(1)
  return clause.kind === 'title' ? t('drafts.title') : t('drafts.citation')
}

/** The same with the block: "Article 4(1)". Falls back to the clause where the block has gone. */
export function placeName(reading: DraftReading, clause: { readonly id: string; readonly kind: NodeKind }, blockId: string | null, t: Translate, language: LabelLanguage): string {
  const label = blockId === null ? null : reading.labelOf({ target: clause.id, block: blockId, form: 'full' }, language)
  return label ? label.charAt(0).toLocaleUpperCase(language) + label.slice(1) : clauseName(reading, clause, t, language)
}

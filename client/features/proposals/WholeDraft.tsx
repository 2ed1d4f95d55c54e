import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useLawLanguage } from '#client/editor/lawLanguage.ts'
import { readCanonical, readCanonicalDraft } from '#domain/text/canonical.ts'
import { isReference } from '#domain/text/clauseContent.ts'
import type { LabelLanguage } from '#domain/text/languages.ts'
import { nodeCaption, nodeNumbers } from '#domain/text/numbering.ts'
import { LawWords } from './LawWords.tsx'
import css from './proposals.module.css'

interface WholeDraftProps { readonly canonical: string; readonly labels: readonly (string | null)[] | null; readonly draftId: string }

/** A draft as it was sealed: every provision in its order, under the number that it has in these words. Nothing of it is read from the text of now but what references are called. */
export function WholeDraft({ canonical, labels, draftId }: WholeDraftProps) {
  const { t } = useTranslation()
  const law = useLawLanguage()
  const provisions = useMemo(() => numbered(canonical, law), [canonical, law])
  return (
    <section className={css.whole} tabIndex={0} aria-label={t('proposals.wholeDraft')}>
      {provisions.map(({ id, kind, label, words, before }) => <div key={id} className={kind === 'title' ? css.wholeTitle : ''}><LawWords canonical={words} label={label} labels={labels?.slice(before) ?? null} draftId={draftId} /></div>)}
    </section>
  )
}

/** Provisions with their labels; `before`: how many references stand in those above. */
function numbered(canonical: string, law: LabelLanguage) {
  const provisions = readCanonicalDraft(canonical)
  const known = {
    numbers: nodeNumbers(provisions.map(({ id, kind, parent }) => ({ id, kind, parent, order: '', depth: 0, children: [] }))), kinds: new Map(provisions.map(({ id, kind }) => [id, kind]))
  }
  let before = 0
  return provisions.map(({ id, kind, words }) => {
    const own = { id, kind, words, label: nodeCaption(known, id, law), before }
    before += readCanonical(words).content.blocks.reduce((sum, { inlines }) => sum + inlines.filter(isReference).length, 0)
    return own
  })
}

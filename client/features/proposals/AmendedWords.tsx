import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { draftQuery } from '#client/lib/queries.ts'
import { useLabelLanguage } from '#client/lib/useLabelLanguage.ts'
import { readCanonicalAmendment } from '#domain/amendments/canonicalAmendment.ts'
import { readCanonical } from '#domain/text/canonical.ts'
import { isReference } from '#domain/text/clauseContent.ts'
import { nodeLabel } from '#domain/text/numbering.ts'
import { LawWords } from './LawWords.tsx'
import css from './proposals.module.css'

interface AmendedWordsProps { readonly canonical: string; readonly labels: readonly (string | null)[] | null; readonly draftId: string }

/** The words of a sealed amendment as they are hashed: each clause as it stands and as it would read. */
export function AmendedWords({ canonical, labels, draftId }: AmendedWordsProps) {
  const { t } = useTranslation()
  const language = useLabelLanguage()
  const clauses = useQuery(draftQuery(draftId)).data?.clauses ?? []
  const provisions = {
    numbers: new Map(clauses.flatMap(({ id, number }) => number === null ? [] : [[id, number] as const])), kinds: new Map(clauses.map(({ id, kind }) => [id, kind]))
  }
  const nameOf = (id: string) => nodeLabel(provisions, id, language) ?? t('proposals.aNewProvision')
  const amended = readCanonicalAmendment(canonical).clauses
  // Labels come in reading order over all words, those of before and those of after.
  const texts = amended.flatMap(({ before, after }) => [before, after].filter((text) => text !== null))
  const first = new Map(texts.map((text, index) => [text, texts.slice(0, index).reduce((sum, earlier) => sum + referencesIn(earlier), 0)]))
  const words = (text: string | null) => text !== null && <LawWords canonical={text} label={null} labels={labels?.slice(first.get(text)) ?? null} draftId={draftId} />
  return amended.map(({ id, before, after }) => (
    <section key={id} className={css.amended}>
      {before !== null && <><h3 className={css.amendedName}>{t(after === null ? 'proposals.wordsRemoved' : 'proposals.wordsNow', { name: nameOf(id) })}</h3>{words(before)}</>}
      {after !== null && <><h3 className={css.amendedName}>{t(before === null ? 'proposals.wordsInserted' : 'proposals.wordsAmended', { name: nameOf(id) })}</h3>{words(after)}</>}
    </section>
  ))
}

const referencesIn = (canonical: string) => readCanonical(canonical).content.blocks.reduce((sum, { inlines }) => sum + inlines.filter(isReference).length, 0)

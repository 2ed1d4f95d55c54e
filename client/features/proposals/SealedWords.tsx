import { useTranslation } from 'react-i18next'
import type { ProposalView } from '#domain/contract/proposals.ts'
import css from './proposals.module.css'
import { AmendedWords } from './AmendedWords.tsx'
import { LawWords } from './LawWords.tsx'
import { useReferences } from './proposals.api.ts'
import { Seal } from './Seal.tsx'

interface SealedWordsProps { readonly words: NonNullable<ProposalView['words']>; readonly isAmendment: boolean; readonly label: string | null; readonly proposalId: string; readonly draftId: string }

/** The words voted on, exactly as they were fixed, with their fingerprint. */
export function SealedWords({ words, isAmendment, label, proposalId, draftId }: SealedWordsProps) {
  const { t } = useTranslation()
  const labels = useReferences(proposalId).data?.references ?? null
  return (
    <section aria-labelledby="words">
      <h2 id="words" className={css.section}>{t('proposals.theWords')}</h2>
      <div className={css.sheet}>
        <hr className={css.oxford} />
        {isAmendment ? <AmendedWords canonical={words.canonical} labels={labels} draftId={draftId} /> : <LawWords canonical={words.canonical} label={label} labels={labels} draftId={draftId} />}
        <Seal text={words.canonical} hash={words.hash} means={t('proposals.fixedMeans', { seq: words.seq })} />
      </div>
    </section>
  )
}

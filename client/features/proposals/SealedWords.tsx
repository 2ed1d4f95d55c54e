import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ProposalView } from '#domain/contract/proposals.ts'
import css from './proposals.module.css'
import { AmendedWords } from './AmendedWords.tsx'
import { LawWords } from './LawWords.tsx'
import { useReferences } from './proposals.api.ts'
import { Seal } from './Seal.tsx'
import { WholeDraft } from './WholeDraft.tsx'

/** The words voted on, exactly as they were fixed, with their fingerprint. `charter`: how a proposed charter is shown. */
export function SealedWords({ proposal, charter }: { proposal: ProposalView; charter: ReactNode }) {
  const { t } = useTranslation()
  const { words, kind, closedAt } = proposal
  const isCharter = kind === 'charter'
  const means = (seq: number) => t(closedAt ? 'proposals.fixedMeant' : 'proposals.fixedMeans', { seq })
  if (!words) return null
  return (
    <section aria-labelledby="words">
      <h2 id="words" className={css.section}>{closedAt ? t(isCharter ? 'proposals.theCharterVoted' : 'proposals.theWordsVoted') : t(isCharter ? 'proposals.theCharterWords' : 'proposals.theWords')}</h2>
      <div className={css.sheet}>
        <hr className={css.oxford} />
        {isCharter ? <div className={css.charter}>{charter}</div> : <OfDraft proposal={proposal} canonical={words.canonical} />}
        <Seal text={words.canonical} hash={words.hash} means={words.seq === null ? t('proposals.charterFixedMeans') : means(words.seq)} />
      </div>
    </section>
  )
}

function OfDraft({ proposal: { id, kind, clauseLabel, draftId }, canonical }: { proposal: ProposalView; canonical: string }) {
  const labels = useReferences(id).data?.references ?? null
  const shown = { canonical, labels, draftId: draftId ?? '' }
  if (kind === 'amendment') return <AmendedWords {...shown} />
  return kind === 'draft' ? <WholeDraft {...shown} /> : <LawWords {...shown} label={clauseLabel} />
}

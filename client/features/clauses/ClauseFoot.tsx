import { useTranslation } from 'react-i18next'
import { useLocalized } from '#client/lib/format.ts'
import type { Subject } from '#domain/charter/conditions.ts'
import type { ClauseView } from '#domain/contract/drafts.ts'
import { useChallenges } from './clauses.api.ts'
import css from './clauses.module.css'
import { LinkButton } from './LinkButton.tsx'
import { ReferredBy, type Referral } from './ReferredBy.tsx'

interface ClauseFootProps {
  /** Missing until the draft has been fetched with it. */
  readonly clause: ClauseView | undefined
  readonly label: string
  readonly draftId: string
  readonly subject: Subject
  readonly referrals: readonly Referral[]
  readonly onGo: (clauseId: string, blockId: string) => void
}

/** Below a clause: who refers to it, what it answers, what it says in plain words, and what the drafters noted about other law. */
export function ClauseFoot({ referrals, onGo, clause, ...facts }: ClauseFootProps) {
  return (
    <footer className={css.foot}>
      {referrals.length > 0 && <ReferredBy referrals={referrals} onGo={onGo} />}
      {clause && <Facts clause={clause} {...facts} />}
    </footer>
  )
}

function Facts({ clause, label, draftId, subject }: Omit<ClauseFootProps, 'clause' | 'referrals' | 'onGo'> & { clause: ClauseView }) {
  const { t } = useTranslation()
  const localized = useLocalized()
  const { data } = useChallenges(subject.workspaceId)
  const answered = data ? [...data.challenges.filter(({ id }) => clause.challengeIds.includes(id)), ...data.measures.filter(({ id }) => clause.measureIds.includes(id))] : []
  return (
    <>
      {clause.summary && <details><summary>{t('clauses.plainWords')}</summary><p>{localized(clause.summary)}</p></details>}
      {clause.notes.length > 0 && (
        <details>
          <summary>{t('clauses.notes', { count: clause.notes.length })}</summary>
          <ul>{clause.notes.map((note) => <li key={note.law + note.text}><b>{note.law}</b> {note.text}</li>)}</ul>
        </details>
      )}
      {data && (
        <div className={css.answers}>
          <span className={css.caption}>{answered.length > 0 ? t('clauses.answers') : t('clauses.answersNone')}</span>
          {answered.map(({ id, label: name }) => <span key={id} className={css.chip}>{localized(name)}</span>)}
          <LinkButton clause={clause} label={label} draftId={draftId} all={data} subject={subject} />
        </div>
      )}
    </>
  )
}

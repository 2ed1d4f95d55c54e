import { useTranslation } from 'react-i18next'
import { useLocalized } from '#client/lib/format.ts'
import type { Subject } from '#domain/charter/conditions.ts'
import type { ClauseView } from '#domain/contract/drafts.ts'
import { useChallenges } from './clauses.api.ts'
import css from './clauses.module.css'
import { LinkButton } from './LinkButton.tsx'

interface ClauseFootProps { readonly clause: ClauseView; readonly label: string; readonly draftId: string; readonly subject: Subject }

/** Below a clause: what it answers, what it says in plain words, and what the drafters noted about other law. */
export function ClauseFoot({ clause, label, draftId, subject }: ClauseFootProps) {
  const { t } = useTranslation()
  const localized = useLocalized()
  const { data } = useChallenges(subject.workspaceId)
  const answered = data ? [...data.challenges.filter(({ id }) => clause.challengeIds.includes(id)), ...data.measures.filter(({ id }) => clause.measureIds.includes(id))] : []
  return (
    <footer className={css.foot}>
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
    </footer>
  )
}

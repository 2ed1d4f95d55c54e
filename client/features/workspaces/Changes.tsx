import { IconHistory } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { ActSentence } from '#client/lib/ActSentence.tsx'
import { reasonOf } from '#client/lib/actFacts.ts'
import { useFormat, useLocalized } from '#client/lib/format.ts'
import { useClauseNames } from '#client/lib/useClauseNames.ts'
import { Marked } from '#client/ui/Marked.tsx'
import { Avatar } from '#client/ui/Avatar.tsx'
import { EmptyState } from '#client/ui/EmptyState.tsx'
import type { DraftSummary } from '#domain/contract/drafts.ts'
import type { Change } from './changes.ts'
import css from './home.module.css'

interface ChangesProps { readonly groups: readonly { readonly draftId: string | null; readonly changes: readonly Change[] }[]; readonly drafts: readonly DraftSummary[] }

/** What others did and said in the last days, draft by draft. */
export function Changes({ groups, drafts }: ChangesProps) {
  const { t } = useTranslation()
  const localized = useLocalized()
  if (groups.length === 0) return <EmptyState title={t('workspaces.nothingChanged')}>{t('workspaces.nothingChangedHow')}</EmptyState>
  return groups.map(({ draftId, changes }) => {
    const draft = drafts.find(({ id }) => id === draftId)
    return (
      <section key={draftId ?? 'workspace'}>
        <h3>{draft ? localized(draft.title) : t('workspaces.workspaceItself')}</h3>
        <ol className={css.feed}>{changes.map((change) => <Line key={change.key} change={change} />)}</ol>
      </section>
    )
  })
}

function Line({ change }: { change: Change }) {
  const format = useFormat()
  const person = 'entry' in change ? change.entry.actor : change.person
  return (
    <li>
      <time dateTime={change.at} title={format.dateTime(change.at)}>{format.moment(change.at)}</time>
      {person ? <Avatar person={person} decorative /> : <span className={css.machine} aria-hidden><IconHistory size={18} stroke={1.6} /></span>}
      <div>{'entry' in change ? <Act change={change} /> : <Said change={change} />}</div>
    </li>
  )
}

function Act({ change: { entry, workspaceId } }: { change: Extract<Change, { entry: unknown }> }) {
  const reason = reasonOf(entry)
  return (
    <>
      <p><ActSentence entry={entry} workspaceId={workspaceId} /></p>
      {reason !== null && <p className={css.quote}>{reason}</p>}
    </>
  )
}

function Said({ change: { person, words, reply, draftId, clauseId } }: { change: Extract<Change, { words: string }> }) {
  const { t } = useTranslation()
  const clause = useClauseNames(draftId, 'inSentence')(clauseId) ?? t('workspaces.someClause')
  return (
    <>
      <p><Marked text={t(reply ? 'workspaces.replied' : 'workspaces.commented', { name: person.name, clause })} parts={{ who: <b />, place: <Link to={`/drafts/${draftId}#clause-${clauseId}`} /> }} /></p>
      <p className={css.quote}>{words}</p>
    </>
  )
}

import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useFormat } from '#client/lib/format.ts'
import { ActSentence } from '#client/lib/ActSentence.tsx'
import { Avatar } from '#client/ui/Avatar.tsx'
import { EmptyState } from '#client/ui/EmptyState.tsx'
import { ErrorNotice } from '#client/ui/ErrorNotice.tsx'
import { LoadingBars } from '#client/ui/LoadingBars.tsx'
import { useRecent } from './workspaces.api.ts'
import css from './workspaces.module.css'

/** The last acts of the record, each a sentence. */
export function WhatHappened({ workspaceId }: { workspaceId: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const recent = useRecent(workspaceId)
  if (recent.error) return <ErrorNotice error={recent.error} title={t('workspaces.failed')} onRetry={() => void recent.refetch()} />
  if (!recent.data) return <LoadingBars label={t('ui.loading')} />
  if (recent.data.entries.length === 0) return <EmptyState title={t('workspaces.nothingHappened')} />
  return (
    <>
      <ul className={css.acts}>
        {recent.data.entries.map((act) => (
          <li key={act.seq}>
            <time dateTime={act.at} title={format.dateTime(act.at)}>{format.moment(act.at)}</time>
            {act.actor ? <Avatar person={act.actor} decorative /> : <span />}
            <p><ActSentence entry={act} workspaceId={workspaceId} /></p>
          </li>
        ))}
      </ul>
      <p className={css.more}><Link to={`/workspaces/${workspaceId}/record`}>{t('workspaces.wholeRecord')}</Link></p>
    </>
  )
}

import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useFormat, useLocalized } from '#client/lib/format.ts'
import { EmptyState } from '#client/ui/EmptyState.tsx'
import { ErrorNotice } from '#client/ui/ErrorNotice.tsx'
import { LoadingBars } from '#client/ui/LoadingBars.tsx'
import { StageSteps } from '#client/ui/StageSteps.tsx'
import { useDrafts } from './workspaces.api.ts'
import css from './workspaces.module.css'

/** Every draft that I may read: its stage, what is open on it, its next date. Rows become cards on a phone. */
export function DraftsTable() {
  const { t } = useTranslation()
  const format = useFormat()
  const localized = useLocalized()
  const drafts = useDrafts()
  if (drafts.error) return <ErrorNotice error={drafts.error} title={t('workspaces.failed')} onRetry={() => void drafts.refetch()} />
  if (!drafts.data) return <LoadingBars label={t('ui.loading')} lines={3} />
  if (drafts.data.drafts.length === 0) return <EmptyState title={t('workspaces.noDrafts')}>{t('workspaces.noDraftsMeans')}</EmptyState>
  return (
    <table className={css.table}>
      <thead><tr><th scope="col">{t('workspaces.draft')}</th><th scope="col">{t('workspaces.stage')}</th><th scope="col">{t('workspaces.openThreads')}</th><th scope="col">{t('workspaces.openProposals')}</th><th scope="col">{t('workspaces.nextDate')}</th></tr></thead>
      <tbody>
        {drafts.data.drafts.map((draft) => (
          <tr key={draft.id}>
            <th scope="row"><Link to={`/drafts/${draft.id}`}>{localized(draft.title)}</Link><small>{draft.reference} · {draft.workspaceName}</small></th>
            <td><StageSteps stage={draft.stage} compact /></td>
            <td data-label={t('workspaces.openThreads')}>{draft.openThreads}</td>
            <td data-label={t('workspaces.openProposals')}>{draft.openProposals}</td>
            <td data-label={t('workspaces.nextDate')}>{draft.nextDeadlineAt ? <>{format.date(draft.nextDeadlineAt)}<small>{t('workspaces.votingCloses')}</small></> : t('workspaces.none')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

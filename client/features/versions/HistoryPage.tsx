import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'wouter'
import { LawLanguage } from '#client/editor/lawLanguage.ts'
import { useLocalized } from '#client/lib/format.ts'
import { usePageTitle } from '#client/lib/pageTitle.ts'
import { draftQuery } from '#client/lib/queries.ts'
import { EmptyState } from '#client/ui/EmptyState.tsx'
import { ErrorNotice } from '#client/ui/ErrorNotice.tsx'
import { LoadingBars } from '#client/ui/LoadingBars.tsx'
import { Page } from '#client/ui/Page.tsx'
import { PageHeader } from '#client/ui/PageHeader.tsx'
import { History } from './History.tsx'
import { useHistory } from './versions.api.ts'

/** The history of a draft: how it stood at any moment, what changed since another, who wrote it. */
export function HistoryPage() {
  const { draftId = '' } = useParams()
  const { t } = useTranslation()
  const localized = useLocalized()
  const draft = useQuery(draftQuery(draftId))
  const history = useHistory(draftId)
  const title = draft.data ? localized(draft.data.title) : ''
  usePageTitle(draft.data ? t('versions.pageTitle', { title }) : t('versions.title'))
  const failed = draft.error ?? history.error
  const isEmpty = history.data?.pages[0]?.moments.length === 0
  return (
    <Page>
      <PageHeader above={draft.data && <Link to={`/drafts/${draftId}`}>{title}</Link>} title={t('versions.title')} lead={t('versions.lead')} />
      {failed && !history.data && <ErrorNotice error={failed} title={t('versions.failed')} onRetry={() => { void draft.refetch(); void history.refetch() }} />}
      {!failed && !(draft.data && history.data) && <LoadingBars label={t('versions.loading')} lines={10} />}
      {isEmpty && <EmptyState title={t('versions.emptyTitle')} action={<Link to={`/drafts/${draftId}`}>{t('versions.toDraft')}</Link>}>{t('versions.emptyHow')}</EmptyState>}
      {draft.data && history.data && !isEmpty && <LawLanguage value={draft.data.language}><History draft={draft.data} history={history} pages={history.data.pages} /></LawLanguage>}
    </Page>
  )
}

import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link, useParams, useSearchParams } from 'wouter'
import { useFormat } from '#client/lib/format.ts'
import { usePageTitle } from '#client/lib/pageTitle.ts'
import { useMembership } from '#client/lib/useMe.ts'
import { EmptyState } from '#client/ui/EmptyState.tsx'
import { ErrorNotice } from '#client/ui/ErrorNotice.tsx'
import { LoadingBars } from '#client/ui/LoadingBars.tsx'
import { Page } from '#client/ui/Page.tsx'
import { PageHeader } from '#client/ui/PageHeader.tsx'
import type { RecordEntryView } from '#domain/contract/records.ts'
import { RecordFilters } from './RecordFilters.tsx'
import { RecordRow } from './RecordRow.tsx'
import { useRecord } from './records.api.ts'
import css from './records.module.css'
import { type FilterName, filterOf, isEmpty } from './recordFilter.ts'

/** The record of a workspace, day by day, newest first. */
export function RecordPage() {
  const { workspaceId = '' } = useParams()
  const { t } = useTranslation()
  const [search, setSearch] = useSearchParams()
  const filter = filterOf(search)
  const record = useRecord(workspaceId, filter)
  const workspace = useMembership(workspaceId)?.workspaceName ?? ''
  usePageTitle(t('records.title'))
  const change = (name: FilterName, value: string) => setSearch((old) => {
    const next = new URLSearchParams(old)
    if (value) next.set(name, value)
    else next.delete(name)
    return next
  }, { replace: true })
  const clear = () => setSearch({}, { replace: true })
  const entries = record.data?.pages.flatMap((page) => page.entries) ?? []
  return (
    <Page>
      <PageHeader above={workspace} title={t('records.title')} lead={t('records.lead', { workspace })} actions={<Button component={Link} to={`/workspaces/${workspaceId}/record/verify`} variant="default">{t('verify.toVerify')}</Button>} />
      <RecordFilters workspaceId={workspaceId} filter={filter} onChange={change} onClear={clear} />
      {record.error && <ErrorNotice error={record.error} title={t('records.failed')} onRetry={() => void record.refetch()} />}
      {record.isPending && <LoadingBars label={t('records.loading')} lines={8} />}
      {record.data && entries.length === 0 && <EmptyState title={t('records.emptyTitle')} action={!isEmpty(filter) && <Button variant="default" onClick={clear}>{t('records.clear')}</Button>}>{t('records.emptyHow')}</EmptyState>}
      {byDay(entries).map(({ day, acts }) => <Day key={day} at={acts[0]?.at ?? ''} acts={acts} workspaceId={workspaceId} />)}
      {record.hasNextPage && <Button className={css.more ?? ''} variant="default" loading={record.isFetchingNextPage} onClick={() => void record.fetchNextPage()}>{t('records.more')}</Button>}
      {entries.length > 0 && !record.hasNextPage && isEmpty(filter) && <p className={css.beginning}>{t('records.beginning')}</p>}
    </Page>
  )
}

function Day({ at, acts, workspaceId }: { at: string; acts: readonly RecordEntryView[]; workspaceId: string }) {
  const format = useFormat()
  return (
    <section className={css.day}>
      <h2>{format.weekday(at)}</h2>
      <ol>{acts.map((entry) => <RecordRow key={entry.seq} entry={entry} workspaceId={workspaceId} />)}</ol>
    </section>
  )
}

/** Acts of one day on the reader's clock stand together. */
function byDay(entries: readonly RecordEntryView[]) {
  const days: { day: string; acts: RecordEntryView[] }[] = []
  for (const entry of entries) {
    const day = new Date(entry.at).toDateString()
    const last = days.at(-1)
    if (last?.day === day) last.acts.push(entry)
    else days.push({ day, acts: [entry] })
  }
  return days
}

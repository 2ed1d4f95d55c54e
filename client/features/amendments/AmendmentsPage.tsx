import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'wouter'
import { useQuery } from '@tanstack/react-query'
import { useFormat, useLocalized } from '#client/lib/format.ts'
import { usePageTitle } from '#client/lib/pageTitle.ts'
import { draftQuery } from '#client/lib/queries.ts'
import { useReason } from '#client/lib/reasons.ts'
import { useCan } from '#client/lib/useCan.ts'
import { EmptyState } from '#client/ui/EmptyState.tsx'
import { ErrorNotice } from '#client/ui/ErrorNotice.tsx'
import { LoadingBars } from '#client/ui/LoadingBars.tsx'
import { Page } from '#client/ui/Page.tsx'
import { PageHeader } from '#client/ui/PageHeader.tsx'
import { RoleBadge } from '#client/ui/RoleBadge.tsx'
import { StateTag } from '#client/ui/StateTag.tsx'
import type { AmendmentSummary } from '#domain/contract/amendments.ts'
import type { DraftView } from '#domain/contract/drafts.ts'
import { useAmendments } from './amendments.api.ts'
import css from './amendments.module.css'
import { useStateWords } from './stateWords.ts'

/** The amendments to a draft, in the order of their numbers; those not handed in yet at the end. */
export function AmendmentsPage() {
  const { draftId = '' } = useParams()
  const { t } = useTranslation()
  const draft = useQuery(draftQuery(draftId))
  const amendments = useAmendments(draftId)
  usePageTitle(t('amendments.title'))
  const error = draft.error ?? amendments.error
  if (error) return <Page><ErrorNotice error={error} title={t('amendments.failed')} onRetry={() => { void draft.refetch(); void amendments.refetch() }} /></Page>
  if (!draft.data || !amendments.data) return <Page><LoadingBars label={t('ui.loading')} /></Page>
  return <Shown draft={draft.data} amendments={amendments.data} />
}

function Shown({ draft, amendments }: { draft: DraftView; amendments: readonly AmendmentSummary[] }) {
  const { t } = useTranslation()
  const localized = useLocalized()
  const why = useReason()
  const may = useCan('amendment.move', { workspaceId: draft.workspaceId, draftId: draft.id, stage: draft.stage })
  const sorted = [...amendments].sort((a, b) => (a.number ?? Number.MAX_SAFE_INTEGER) - (b.number ?? Number.MAX_SAFE_INTEGER))
  const known = new Set(amendments.map(({ id }) => id))
  // One to an amendment that I may not see stands for itself.
  const to = (amendsId: string | null) => sorted.filter(({ amends }) => (amends && known.has(amends.id) ? amends.id : null) === amendsId)
  return (
    <Page>
      <PageHeader
        above={<Link to={`/drafts/${draft.id}`}>{localized(draft.title)}</Link>} title={t('amendments.title')} lead={t('amendments.lead')}
        actions={<>
          <Button component={Link} variant="default" to={`/drafts/${draft.id}/amendments/order`}>{t('marshalling.open')}</Button>
          {may.allowed && <Button component={Link} to={`/drafts/${draft.id}/amendments/new`}>{t('amendments.move')}</Button>}
        </>}
      />
      {!may.allowed && <p className={css.note}>{why(may, 'amendment.move')}</p>}
      {sorted.length === 0
        ? <EmptyState title={t('amendments.none')}>{t('amendments.noneHow')}</EmptyState>
        : <ul className={css.list}>{to(null).map((amendment) => <Item key={amendment.id} amendment={amendment} amending={to(amendment.id)} />)}</ul>}
    </Page>
  )
}

function Item({ amendment, amending }: { amendment: AmendmentSummary; amending: readonly AmendmentSummary[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const words = useStateWords()
  const { id, title, sponsors, supporters, movedAt, lodgedAt } = amendment
  return (
    <li className={css.item}>
      <p className={css.above}>{words.name(amendment)} · {lodgedAt ? t('amendments.lodgedOn', { when: format.date(lodgedAt) }) : t('amendments.movedOn', { when: format.date(movedAt) })}</p>
      <h2><Link to={`/amendments/${id}`}>{title}</Link></h2>
      <p className={css.tags}>
        <StateTag tone={words.tone(amendment)}>{words.state(amendment)}</StateTag>
        <span>{t('amendments.by', { names: format.list(sponsors.map(({ name }) => name)) })}</span>
        {sponsors[0]?.role && <RoleBadge party={sponsors[0].role} />}
        {supporters.length > 0 && <span>{t('amendments.supported', { count: supporters.length })}</span>}
      </p>
      {amending.length > 0 && <ul className={css.amending}>{amending.map((one) => <Item key={one.id} amendment={one} amending={[]} />)}</ul>}
    </li>
  )
}

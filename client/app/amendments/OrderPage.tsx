import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link, useParams, useSearchParams } from 'wouter'
import { LawLanguage } from '#client/editor/lawLanguage.ts'
import { useOrder } from '#client/features/amendments/marshalling.api.ts'
import { OrderList } from '#client/features/amendments/OrderList.tsx'
import css from '#client/features/amendments/order.module.css'
import { useLocalized } from '#client/lib/format.ts'
import { usePageTitle } from '#client/lib/pageTitle.ts'
import { draftQuery } from '#client/lib/queries.ts'
import { useCan } from '#client/lib/useCan.ts'
import { EmptyState } from '#client/ui/EmptyState.tsx'
import { ErrorNotice } from '#client/ui/ErrorNotice.tsx'
import { LoadingBars } from '#client/ui/LoadingBars.tsx'
import { Page } from '#client/ui/Page.tsx'
import { PageHeader } from '#client/ui/PageHeader.tsx'
import type { DraftView } from '#domain/contract/drafts.ts'
import type { OrderView } from '#domain/contract/marshalling.ts'
import { WhatIf } from './WhatIf.tsx'

/** In which order the amendments are decided, what excludes what, and the text that any choice of them would give. */
export function OrderPage() {
  const { draftId = '' } = useParams()
  const { t } = useTranslation()
  const draft = useQuery(draftQuery(draftId))
  const order = useOrder(draftId)
  usePageTitle(t('marshalling.title'))
  const error = draft.error ?? order.error
  if (error) return <Page><ErrorNotice error={error} title={t('marshalling.failed')} onRetry={() => { void draft.refetch(); void order.refetch() }} /></Page>
  if (!draft.data || !order.data) return <Page width="wide"><LoadingBars label={t('ui.loading')} lines={8} /></Page>
  return <LawLanguage value={draft.data.language}><Shown draft={draft.data} order={order.data} /></LawLanguage>
}

function Shown({ draft, order }: { draft: DraftView; order: OrderView }) {
  const { t } = useTranslation()
  const localized = useLocalized()
  const [search, setSearch] = useSearchParams()
  const may = useCan('amendment.move', { workspaceId: draft.workspaceId, draftId: draft.id, stage: draft.stage })
  // The address names them by their numbers; one that was decided meanwhile is passed over.
  const asked = new Set(search.getAll('with'))
  const chosen = order.groups.flat().map(({ amendment }) => amendment).filter(({ number }) => asked.has(String(number)))
  const isWhole = search.get('text') === 'whole'
  const change = (numbers: readonly (number | null)[], whole: boolean) =>
    setSearch(new URLSearchParams([...numbers.map((number) => ['with', String(number)]), ...whole ? [['text', 'whole']] : []]), { replace: true })
  const choose = (id: string, isChosen: boolean) =>
    change(order.groups.flat().filter(({ amendment }) => amendment.id === id ? isChosen : chosen.some((one) => one.id === amendment.id)).map(({ amendment }) => amendment.number), isWhole)
  return (
    <Page width="wide">
      <PageHeader
        above={<><Link to={`/drafts/${draft.id}`}>{localized(draft.title)}</Link>, <Link to={`/drafts/${draft.id}/amendments`}>{t('amendments.title')}</Link></>}
        title={t('marshalling.title')} lead={t('marshalling.lead')}
      />
      {order.groups.length === 0 ? <EmptyState title={t('marshalling.none')}>{t('marshalling.noneHow')}</EmptyState> : (
        <div className={css.columns}>
          <div><OrderList order={order} chosen={new Set(chosen.map(({ id }) => id))} mayLink={may.allowed} onChoose={choose} /></div>
          <WhatIf draft={draft} order={order} chosen={chosen.map(({ id }) => id)} isWhole={isWhole} onWhole={(whole) => change(chosen.map(({ number }) => number), whole)} onClear={() => change([], isWhole)} />
        </div>
      )}
    </Page>
  )
}

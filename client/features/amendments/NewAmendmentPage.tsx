import { Button, Radio, Stack, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation, useParams, useSearchParams } from 'wouter'
import { useLocalized } from '#client/lib/format.ts'
import { usePageTitle } from '#client/lib/pageTitle.ts'
import { draftQuery } from '#client/lib/queries.ts'
import { useReason } from '#client/lib/reasons.ts'
import { useCan } from '#client/lib/useCan.ts'
import { ErrorNotice } from '#client/ui/ErrorNotice.tsx'
import { LoadingBars } from '#client/ui/LoadingBars.tsx'
import { Notice } from '#client/ui/Notice.tsx'
import { Page } from '#client/ui/Page.tsx'
import { PageHeader } from '#client/ui/PageHeader.tsx'
import { RefusalNote } from '#client/ui/RefusalNote.tsx'
import { type Openness, opennesses } from '#domain/amendments/states.ts'
import type { AmendmentView } from '#domain/contract/amendments.ts'
import type { DraftView } from '#domain/contract/drafts.ts'
import { useAmendment, useMove } from './amendments.api.ts'
import css from './amendments.module.css'
import { beginnings, type Begun } from './beginning.ts'
import { opennessKeys } from './opennessKeys.ts'

const titleKeys = { change: 'amendments.defaultTitle', insert: 'amendments.defaultInsertTitle', remove: 'amendments.defaultRemoveTitle' } as const

/** Where an amendment begins: what it is about and who may read it. Its words are written on its own page. */
export function NewAmendmentPage() {
  const { draftId = '' } = useParams()
  const { t } = useTranslation()
  const [search] = useSearchParams()
  const as = search.has('change') ? 'change' : 'copy'
  const otherId = search.get(as)
  const draft = useQuery(draftQuery(draftId))
  const other = useAmendment(otherId)
  usePageTitle(t('amendments.move'))
  const error = draft.error ?? other.error
  if (error) return <Page><ErrorNotice error={error} title={t('amendments.failed')} onRetry={() => { void draft.refetch(); if (otherId !== null) void other.refetch() }} /></Page>
  if (!draft.data || (otherId !== null && !other.data)) return <Page><LoadingBars label={t('ui.loading')} /></Page>
  return <Shown draft={draft.data} beginsWith={other.data ? { amendment: other.data, as } : null} />
}

/** Another amendment, to be changed or to be gone on with. */
interface BeginsWith { readonly amendment: AmendmentView; readonly as: 'change' | 'copy' }

const leadKeys = { change: 'amendments.moveToLead', copy: 'amendments.copyLead' } as const

function useDefaultTitle(draft: DraftView, beginsWith: BeginsWith | null, begin: keyof typeof titleKeys): string {
  const { t } = useTranslation()
  const [search] = useSearchParams()
  if (beginsWith) return beginsWith.as === 'copy' ? beginsWith.amendment.title : t('amendments.defaultChangeTitle', { number: beginsWith.amendment.number })
  const clause = draft.clauses.find(({ id }) => id === search.get('clause'))
  return clause?.heading ? t(titleKeys[begin], { heading: clause.heading }) : ''
}

function Shown({ draft, beginsWith }: { draft: DraftView; beginsWith: BeginsWith | null }) {
  const { t } = useTranslation()
  const localized = useLocalized()
  const why = useReason()
  const [search] = useSearchParams()
  const [, navigate] = useLocation()
  const move = useMove(draft.id)
  const [openTo, setOpenTo] = useState<Openness>('sponsors')
  const may = useCan('amendment.move', { workspaceId: draft.workspaceId, draftId: draft.id, stage: draft.stage })
  const clause = draft.clauses.find(({ id }) => id === search.get('clause'))
  const begin = beginnings.find((known) => known === search.get('begin')) ?? 'change'
  const begun: Begun | null = clause && !beginsWith ? { begin, clauseId: clause.id } : null
  const shown = search.getAll('clause').map((id) => `clause=${encodeURIComponent(id)}`).join('&')
  const title = useDefaultTitle(draft, beginsWith, begin)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    move.mutate({ title: String(data.get('title') ?? ''), reason: String(data.get('reason') ?? ''), openTo, ...(beginsWith && { beginsWith: { amendmentId: beginsWith.amendment.id, as: beginsWith.as } }) }, { onSuccess: ({ id }) => navigate(`/amendments/${id}${shown && `?${shown}`}`, { state: begun }) })
  }
  return (
    <Page>
      <PageHeader above={<Link to={`/drafts/${draft.id}`}>{localized(draft.title)}</Link>} title={t('amendments.move')} lead={t(beginsWith ? leadKeys[beginsWith.as] : 'amendments.moveLead', { number: beginsWith?.amendment.number })} />
      {!may.allowed ? <Notice tone="info">{why(may, 'amendment.move')}</Notice> : (
        <form className={css.form} onSubmit={submit}>
          <TextInput name="title" label={t('amendments.titleLabel')} required minLength={3} maxLength={160} defaultValue={title.slice(0, 160)} />
          <Textarea name="reason" label={t('amendments.reason')} description={t('amendments.reasonMeans')} autosize minRows={3} maxLength={4000} />
          <Radio.Group label={t('amendments.openTo')} value={openTo} onChange={(value) => setOpenTo(opennesses.find((known) => known === value) ?? 'sponsors')}>
            <Stack gap="xs" mt="xs">{opennesses.map((known) => <Radio key={known} value={known} label={t(opennessKeys[known])} />)}</Stack>
          </Radio.Group>
          <RefusalNote error={move.error} />
          <div><Button type="submit" loading={move.isPending}>{t('amendments.begin')}</Button></div>
        </form>
      )}
    </Page>
  )
}

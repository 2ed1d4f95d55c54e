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
import type { DraftView } from '#domain/contract/drafts.ts'
import { useMove } from './amendments.api.ts'
import css from './amendments.module.css'
import { beginnings, type Begun } from './beginning.ts'
import { opennessKeys } from './opennessKeys.ts'

const titleKeys = { change: 'amendments.defaultTitle', insert: 'amendments.defaultInsertTitle', remove: 'amendments.defaultRemoveTitle' } as const

/** Where an amendment begins: what it is about and who may read it. Its words are written on its own page. */
export function NewAmendmentPage() {
  const { draftId = '' } = useParams()
  const { t } = useTranslation()
  const draft = useQuery(draftQuery(draftId))
  usePageTitle(t('amendments.move'))
  if (draft.error) return <Page><ErrorNotice error={draft.error} title={t('amendments.failed')} onRetry={() => void draft.refetch()} /></Page>
  if (!draft.data) return <Page><LoadingBars label={t('ui.loading')} /></Page>
  return <Shown draft={draft.data} />
}

function Shown({ draft }: { draft: DraftView }) {
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
  const begun: Begun | null = clause ? { begin, clauseId: clause.id } : null
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    move.mutate({ title: String(data.get('title') ?? ''), reason: String(data.get('reason') ?? ''), openTo }, { onSuccess: ({ id }) => navigate(`/amendments/${id}${clause ? `?clause=${clause.id}` : ''}`, { state: begun }) })
  }
  return (
    <Page>
      <PageHeader above={<Link to={`/drafts/${draft.id}`}>{localized(draft.title)}</Link>} title={t('amendments.move')} lead={t('amendments.moveLead')} />
      {!may.allowed ? <Notice tone="info">{why(may, 'amendment.move')}</Notice> : (
        <form className={css.form} onSubmit={submit}>
          <TextInput name="title" label={t('amendments.titleLabel')} required minLength={3} maxLength={160} defaultValue={clause?.heading ? t(titleKeys[begin], { heading: clause.heading }) : ''} />
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

import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation, useParams } from 'wouter'
import { CharterDifference } from '#client/features/charters/CharterDifference.tsx'
import { CharterEditor } from '#client/features/charters/CharterEditor.tsx'
import { following } from '#client/features/charters/editing.ts'
import { firstMethod } from '#client/features/proposals/MethodFields.tsx'
import { VoteForm } from '#client/features/proposals/VoteForm.tsx'
import { useOpenCharterProposal } from '#client/features/proposals/proposals.api.ts'
import { get, put } from '#client/lib/api.ts'
import { usePageTitle } from '#client/lib/pageTitle.ts'
import { keys, queryClient } from '#client/lib/query.ts'
import { useReason } from '#client/lib/reasons.ts'
import { useCan } from '#client/lib/useCan.ts'
import { ErrorNotice } from '#client/ui/ErrorNotice.tsx'
import { LoadingBars } from '#client/ui/LoadingBars.tsx'
import { Notice } from '#client/ui/Notice.tsx'
import { Page } from '#client/ui/Page.tsx'
import { PageHeader } from '#client/ui/PageHeader.tsx'
import { RefusalNote } from '#client/ui/RefusalNote.tsx'
import type { Charter } from '#domain/charter/charter.ts'
import { charterChanges, countChanges } from '#domain/charter/charterChanges.ts'
import type { CharterView } from '#domain/contract/charters.ts'
import css from './charter.module.css'

/** A change of the charter, made here and put to the vote in exactly these words. */
export function ChangeCharterPage() {
  const { workspaceId = '' } = useParams()
  const { t } = useTranslation()
  const why = useReason()
  const view = useQuery({ queryKey: keys.charter(workspaceId), queryFn: () => get<CharterView>(`/workspaces/${workspaceId}/charter`) })
  const open = useCan('proposal.open', { workspaceId })
  const change = useCan('charter.change', { workspaceId })
  usePageTitle(t('charters.proposeTitle'))
  if (view.error) return <Page><ErrorNotice error={view.error} title={t('charters.failed')} onRetry={() => void view.refetch()} /></Page>
  if (!view.data) return <Page><LoadingBars label={t('ui.loading')} lines={10} /></Page>
  return (
    <Page>
      <PageHeader above={<Link to={`/workspaces/${workspaceId}/charter`}>{t('charters.title')}</Link>} title={t('charters.proposeTitle')} lead={t('charters.proposeLead')} />
      {open.allowed || change.allowed
        ? <Change key={view.data.charter.version} workspaceId={workspaceId} before={view.data.charter as Charter} mayOpen={open.allowed} mayChange={change.allowed} />
        : <Notice tone="info">{why(open, 'proposal.open')}</Notice>}
    </Page>
  )
}

interface ChangeProps { readonly workspaceId: string; readonly before: Charter; readonly mayOpen: boolean; readonly mayChange: boolean }

function Change({ workspaceId, before, mayOpen, mayChange }: ChangeProps) {
  const { t } = useTranslation()
  const [, navigate] = useLocation()
  const [charter, setCharter] = useState(() => following(before))
  const [method, setMethod] = useState(firstMethod)
  const opening = useOpenCharterProposal(workspaceId)
  const nothing = countChanges(charterChanges(before, charter)) === 0
  const subject = (
    <>
      <CharterEditor before={before} value={charter} onChange={setCharter} />
      <section className={css.would} aria-live="polite" aria-labelledby="would">
        <h2 id="would">{t('charters.wouldChange')}</h2>
        <CharterDifference before={before} after={charter} />
        {!nothing && <Button size="xs" variant="subtle" onClick={() => setCharter(following(before))}>{t('charters.startAgain')}</Button>}
      </section>
      {mayChange && <Directly workspaceId={workspaceId} charter={charter} disabled={nothing} />}
    </>
  )
  if (!mayOpen) return subject
  return (
    <VoteForm
      workspaceId={workspaceId} draftId={null} method={method} onMethod={setMethod} mayChoose={false} defaultQuestion={t('proposals.defaultCharterQuestion')} hindrance={nothing ? t('charters.nothingChanges') : ''}
      busy={opening.isPending} error={opening.error} onOpen={(terms) => opening.mutate({ ...terms, charter: JSON.parse(JSON.stringify(charter)) }, { onSuccess: ({ id }) => navigate(`/proposals/${id}`) })}
    >
      {subject}
    </VoteForm>
  )
}

/** Putting it into force without a vote, for whom the charter in force lets do that. */
function Directly({ workspaceId, charter, disabled }: { workspaceId: string; charter: Charter; disabled: boolean }) {
  const { t } = useTranslation()
  const [, navigate] = useLocation()
  const change = useMutation({
    mutationFn: () => put(`/workspaces/${workspaceId}/charter`, { charter }),
    onSuccess: async () => { await queryClient.invalidateQueries({ queryKey: keys.charter(workspaceId) }); navigate(`/workspaces/${workspaceId}/charter`) },
  })
  return (
    <div className={css.directly}>
      <p>{t('charters.putDirectlyMeans')}</p>
      <RefusalNote error={change.error} />
      <Button variant="default" disabled={disabled} loading={change.isPending} onClick={() => change.mutate()}>{t('charters.putDirectly')}</Button>
    </div>
  )
}

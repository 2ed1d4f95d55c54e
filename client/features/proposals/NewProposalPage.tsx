import { useTranslation } from 'react-i18next'
import { Link, useLocation, useParams, useSearchParams } from 'wouter'
import { useLocalized } from '#client/lib/format.ts'
import { usePageTitle } from '#client/lib/pageTitle.ts'
import { useReason } from '#client/lib/reasons.ts'
import { useCan } from '#client/lib/useCan.ts'
import { ErrorNotice } from '#client/ui/ErrorNotice.tsx'
import { LoadingBars } from '#client/ui/LoadingBars.tsx'
import { Notice } from '#client/ui/Notice.tsx'
import { Page } from '#client/ui/Page.tsx'
import { PageHeader } from '#client/ui/PageHeader.tsx'
import type { DraftView } from '#domain/contract/drafts.ts'
import { NewProposalForm } from './NewProposalForm.tsx'
import { useDraft, useOpenProposal } from './proposals.api.ts'

export function NewProposalPage() {
  const { draftId = '' } = useParams()
  const { t } = useTranslation()
  const draft = useDraft(draftId)
  usePageTitle(t('proposals.newTitle'))
  if (draft.error) return <Page><ErrorNotice error={draft.error} title={t('proposals.failed')} onRetry={() => void draft.refetch()} /></Page>
  if (!draft.data) return <Page><LoadingBars label={t('ui.loading')} /></Page>
  return <Shown draft={draft.data} />
}

function Shown({ draft }: { draft: DraftView }) {
  const { t } = useTranslation()
  const localized = useLocalized()
  const [, navigate] = useLocation()
  const why = useReason()
  const [search] = useSearchParams()
  const open = useOpenProposal(draft.id)
  const may = useCan('proposal.open', { workspaceId: draft.workspaceId, draftId: draft.id, stage: draft.stage })
  return (
    <Page>
      <PageHeader above={<Link to={`/drafts/${draft.id}`}>{localized(draft.title)}</Link>} title={t('proposals.newTitle')} lead={t('proposals.newLead')} />
      {may.allowed
        ? <NewProposalForm draft={draft} clauseId={search.get('clause')} amendmentId={search.get('amendment')} busy={open.isPending} error={open.error} onOpen={(input) => open.mutate(input, { onSuccess: ({ id }) => navigate(`/proposals/${id}`) })} />
        : <Notice tone="info">{why(may, 'proposal.open')}</Notice>}
    </Page>
  )
}

import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'wouter'
import { later } from '#client/lib/later.tsx'
import { usePageTitle } from '#client/lib/pageTitle.ts'
import { membersQuery } from '#client/lib/queries.ts'
import { useReason } from '#client/lib/reasons.ts'
import { useCan } from '#client/lib/useCan.ts'
import { useMembership } from '#client/lib/useMe.ts'
import { ErrorNotice } from '#client/ui/ErrorNotice.tsx'
import { LoadingBars } from '#client/ui/LoadingBars.tsx'
import { Notice } from '#client/ui/Notice.tsx'
import { Page } from '#client/ui/Page.tsx'
import { PageHeader } from '#client/ui/PageHeader.tsx'
import { Invitations } from './Invitations.tsx'
import { Members } from './Members.tsx'
import css from './stakeholders.module.css'
import { useSharedMailboxes } from './stakeholders.api.ts'

// Only those who may invite need the form.
const InviteForm = later(async () => ({ default: (await import('./InviteForm.tsx')).InviteForm }))

const nobody: ReadonlyMap<string, readonly string[]> = new Map()

/** Who takes part, for whom they speak, and who may still come in. */
export function PeoplePage() {
  const { workspaceId = '' } = useParams()
  const { t } = useTranslation()
  const why = useReason()
  const members = useQuery(membersQuery(workspaceId))
  const mayInvite = useCan('member.invite', { workspaceId })
  const mayChange = useCan('member.change', { workspaceId })
  const mayRemove = useCan('member.remove', { workspaceId })
  const sharing = useSharedMailboxes(workspaceId, mayChange.allowed)
  const workspace = useMembership(workspaceId)?.workspaceName
  usePageTitle(t('stakeholders.title'))
  return (
    <Page>
      <PageHeader above={workspace} title={t('stakeholders.title')} lead={t('stakeholders.lead')} />
      {members.error && <ErrorNotice error={members.error} title={t('stakeholders.failed')} onRetry={() => void members.refetch()} />}
      {(members.isPending || sharing.isLoading) && <LoadingBars label={t('ui.loading')} lines={8} />}
      {members.data && !sharing.isLoading && (
        <div className={css.columns}>
          <div className={css.people}>
            {sharing.error && <ErrorNotice error={sharing.error} title={t('stakeholders.mailboxesFailed')} onRetry={() => void sharing.refetch()} />}
            {sharing.data && sharing.data.size > 0 && <Notice tone="info" title={t('stakeholders.accountsShare', { count: sharing.data.size })}>{t('stakeholders.accountsShareMeans')}</Notice>}
            <Members members={members.data} sharing={sharing.data ?? nobody} workspaceId={workspaceId} mayChange={mayChange.allowed} mayRemove={mayRemove.allowed} />
          </div>
          <div className={css.aside}>
            {mayInvite.allowed
              ? <><InviteForm workspaceId={workspaceId} /><Invitations workspaceId={workspaceId} /></>
              : <section className={css.card}><h2>{t('stakeholders.invite')}</h2><p className={css.note}>{t('stakeholders.inviteWhyNot', { why: why(mayInvite, 'member.invite') })}</p><Link to={`/workspaces/${workspaceId}/charter`}>{t('stakeholders.seeCharter')}</Link></section>}
            <section className={css.card}><h2>{t('stakeholders.oneMailbox')}</h2><p className={css.note}>{t('stakeholders.oneMailboxRule')}</p><p className={css.note}>{t('stakeholders.oneMailboxShown')}</p></section>
          </div>
        </div>
      )}
    </Page>
  )
}

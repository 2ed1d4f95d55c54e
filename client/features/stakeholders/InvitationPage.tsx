import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link, useLocation, useParams } from 'wouter'
import { useFormat } from '#client/lib/format.ts'
import { usePageTitle } from '#client/lib/pageTitle.ts'
import { useMe } from '#client/lib/useMe.ts'
import { ErrorNotice } from '#client/ui/ErrorNotice.tsx'
import { LoadingBars } from '#client/ui/LoadingBars.tsx'
import { Notice } from '#client/ui/Notice.tsx'
import { Page } from '#client/ui/Page.tsx'
import { PageHeader } from '#client/ui/PageHeader.tsx'
import { RefusalNote } from '#client/ui/RefusalNote.tsx'
import { RoleBadge } from '#client/ui/RoleBadge.tsx'
import type { InvitationOffer } from '#domain/contract/stakeholders.ts'
import css from './stakeholders.module.css'
import { useAccept, useOffer } from './stakeholders.api.ts'

/** Where an invitation link leads: what one is invited to, as what, and the way in. */
export function InvitationPage() {
  const { token = '' } = useParams()
  const { t } = useTranslation()
  const offer = useOffer(token)
  usePageTitle(t('stakeholders.invitation'))
  return (
    <Page width="narrow">
      {offer.error && <><PageHeader title={t('stakeholders.invitation')} /><ErrorNotice error={offer.error} title={t('stakeholders.linkFailed')} onRetry={() => void offer.refetch()} /></>}
      {offer.isPending && <LoadingBars label={t('ui.loading')} />}
      {offer.data && <Offer offer={offer.data} token={token} />}
    </Page>
  )
}

function Offer({ offer: { workspaceId, workspaceName, invitedBy, role, functions, expiresAt, state }, token }: { offer: InvitationOffer; token: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const [, navigate] = useLocation()
  const me = useMe()
  const accept = useAccept()
  const next = `?next=${encodeURIComponent(`/invitations/${token}`)}`
  const ended = { accepted: t('stakeholders.offerAccepted'), expired: t('stakeholders.offerExpired'), revoked: t('stakeholders.offerRevoked') }
  const belongs = me?.memberships.some((membership) => membership.workspaceId === workspaceId)
  return (
    <>
      <PageHeader above={t('stakeholders.invitation')} title={workspaceName} lead={t('stakeholders.offerLead', { name: invitedBy || t('ui.erasedSomebody') })} />
      <div className={css.card}>
        <p>{t('stakeholders.offerAs')}</p>
        <p className={css.badges}>{role && <RoleBadge party={role} />}{functions.map((duty) => <RoleBadge key={duty} party={duty} />)}</p>
        {state === 'open' && <p className={css.note}>{t('stakeholders.validUntil', { when: format.dateTime(expiresAt) })}</p>}
        {state !== 'open' && <Notice tone="info">{ended[state]}</Notice>}
        {belongs && <Notice tone="info" action={<Link to="/">{t('stakeholders.goHome')}</Link>}>{t('stakeholders.alreadyMember')}</Notice>}
        {state === 'open' && me?.user && !belongs && (
          <>
            <p className={css.note}>{t('stakeholders.acceptAs', { name: me.user.name })}</p>
            <RefusalNote error={accept.error} />
            <Button loading={accept.isPending} onClick={() => accept.mutate(token, { onSuccess: () => navigate('/') })}>{t('stakeholders.accept')}</Button>
          </>
        )}
        {state === 'open' && me && !me.user && (
          <>
            <p>{t('stakeholders.signInFirst')}</p>
            <div className={css.actions}><Button component={Link} to={`/sign-up${next}`}>{t('stakeholders.signUp')}</Button><Button component={Link} to={`/sign-in${next}`} variant="default">{t('stakeholders.signIn')}</Button></div>
          </>
        )}
      </div>
    </>
  )
}

import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#client/lib/format.ts'
import { EmptyState } from '#client/ui/EmptyState.tsx'
import { ErrorNotice } from '#client/ui/ErrorNotice.tsx'
import { LoadingBars } from '#client/ui/LoadingBars.tsx'
import { RefusalNote } from '#client/ui/RefusalNote.tsx'
import { RoleBadge } from '#client/ui/RoleBadge.tsx'
import { StateTag, type Tone } from '#client/ui/StateTag.tsx'
import type { InvitationView } from '#domain/contract/stakeholders.ts'
import css from './stakeholders.module.css'
import { useInvitations, useStakeholderActs } from './stakeholders.api.ts'

const tones: Record<InvitationView['state'], Tone> = { open: 'info', accepted: 'ok', expired: 'neutral', revoked: 'neutral' }

/** Every invitation and what became of it; an open one can be taken back. */
export function Invitations({ workspaceId }: { workspaceId: string }) {
  const { t } = useTranslation()
  const invitations = useInvitations(workspaceId, true)
  const { revoke } = useStakeholderActs(workspaceId)
  return (
    <section className={css.card} aria-labelledby="invitations">
      <h2 id="invitations">{t('stakeholders.invitations')}</h2>
      {invitations.error && <ErrorNotice error={invitations.error} title={t('stakeholders.invitationsFailed')} onRetry={() => void invitations.refetch()} />}
      {invitations.isPending && <LoadingBars label={t('ui.loading')} />}
      {invitations.data?.length === 0 && <EmptyState title={t('stakeholders.noInvitations')} />}
      <RefusalNote error={revoke.error} />
      <ul>
        {invitations.data?.map((invitation) => <Row key={invitation.id} invitation={invitation} busy={revoke.isPending && revoke.variables === invitation.id} onRevoke={() => revoke.mutate(invitation.id)} />)}
      </ul>
    </section>
  )
}

function Row({ invitation, busy, onRevoke }: { invitation: InvitationView; busy: boolean; onRevoke: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { role, functions, state, note, invitedBy, createdAt, expiresAt, acceptedBy } = invitation
  const states = { open: t('stakeholders.state.open'), accepted: t('stakeholders.state.accepted'), expired: t('stakeholders.state.expired'), revoked: t('stakeholders.state.revoked') }
  return (
    <li className={css.invitation}>
      <div>
        <p className={css.badges}>{role && <RoleBadge party={role} />}{functions.map((duty) => <RoleBadge key={duty} party={duty} />)}<StateTag tone={tones[state]}>{states[state]}</StateTag></p>
        {note && <p>{note}</p>}
        <p className={css.note}>{t('stakeholders.invitedBy', { name: invitedBy || t('ui.erasedSomebody'), date: format.date(createdAt) })} {state === 'accepted' ? t('stakeholders.acceptedBy', { name: acceptedBy || t('ui.erasedSomebody') }) : t('stakeholders.validUntil', { when: format.dateTime(expiresAt) })}</p>
      </div>
      {state === 'open' && <Button size="xs" variant="default" loading={busy} onClick={onRevoke}>{t('stakeholders.revoke')}</Button>}
    </li>
  )
}

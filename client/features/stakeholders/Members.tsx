import { Button } from '@mantine/core'
import { IconMail } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#client/lib/format.ts'
import { later } from '#client/lib/later.tsx'
import { useMe } from '#client/lib/useMe.ts'
import { Avatar } from '#client/ui/Avatar.tsx'
import { Confirm } from '#client/ui/Confirm.tsx'
import { RefusalNote } from '#client/ui/RefusalNote.tsx'
import { RoleBadge } from '#client/ui/RoleBadge.tsx'
import { stakeholderRoles } from '#domain/charter/roles.ts'
import type { MemberView } from '#domain/contract/stakeholders.ts'
import css from './stakeholders.module.css'
import { useStakeholderActs } from './stakeholders.api.ts'

const ChangeMember = later(async () => ({ default: (await import('./ChangeMember.tsx')).ChangeMember }))

interface MembersProps {
  readonly members: readonly MemberView[]; readonly workspaceId: string; readonly mayChange: boolean; readonly mayRemove: boolean
  /** Whose account shares its mailbox, with the ids of those with whom. */
  readonly sharing: ReadonlyMap<string, readonly string[]>
}

/** The people of a workspace by the role they speak for; whoever only has a duty stands at the end. */
export function Members({ members, sharing, workspaceId, mayChange, mayRemove }: MembersProps) {
  const { t } = useTranslation()
  const acts = useStakeholderActs(workspaceId)
  const [changing, setChanging] = useState<MemberView | null>(null)
  const [removing, setRemoving] = useState<MemberView | null>(null)
  const groups = [...stakeholderRoles, null].map((role) => ({ role, own: members.filter((member) => member.role === role) })).filter(({ own }) => own.length > 0)
  const sharers = (id: string) => (sharing.get(id) ?? []).flatMap((other) => members.find((member) => member.id === other)?.name ?? [])
  const acted = (mayChange || mayRemove) ? { onChange: setChanging, onRemove: setRemoving } : null
  return (
    <>
      {groups.map(({ role, own }) => (
        <section key={role ?? 'none'} className={css.group}>
          <h2>{role ? <RoleBadge party={role} /> : <span>{t('stakeholders.withoutRole')}</span>}<span className={css.count}>{t('stakeholders.people', { count: own.length })}</span></h2>
          <ul>{own.map((member) => <Person key={member.memberId} member={member} sharers={sharers(member.id)} acts={acted} />)}</ul>
        </section>
      ))}
      {changing && <ChangeMember member={changing} workspaceId={workspaceId} onClose={() => setChanging(null)} />}
      <Confirm
        opened={removing !== null} danger busy={acts.remove.isPending} title={t('stakeholders.removeTitle', { name: removing?.name ?? '' })} action={t('stakeholders.removeAct')}
        onClose={() => { setRemoving(null); acts.remove.reset() }} onConfirm={() => removing && acts.remove.mutate(removing.memberId, { onSuccess: () => setRemoving(null) })}
      >
        <p>{t('stakeholders.removeMeans')}</p>
        <RefusalNote error={acts.remove.error} />
      </Confirm>
    </>
  )
}

interface PersonProps { readonly member: MemberView; readonly sharers: readonly string[]; readonly acts: { readonly onChange: (member: MemberView) => void; readonly onRemove: (member: MemberView) => void } | null }

function Person({ member, sharers, acts }: PersonProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const mine = useMe()?.user?.id === member.id
  const { name, organisation, bio, functions, joinedAt } = member
  return (
    <li className={css.person}>
      <Avatar person={member} decorative />
      <div className={css.who}>
        <p><b>{name}</b>{mine && <span className={css.you}>{t('stakeholders.you')}</span>}{functions.map((duty) => <RoleBadge key={duty} party={duty} />)}</p>
        {organisation && <p>{organisation}</p>}
        {bio && <p className={css.bio}>{bio}</p>}
        <p className={css.note}>{t('stakeholders.since', { date: format.date(joinedAt) })}</p>
        {sharers.length > 0 && <p className={css.shares}><IconMail size={16} stroke={1.6} aria-hidden />{t('stakeholders.sharesMailbox', { names: format.list(sharers) })}</p>}
      </div>
      {acts && (
        <div className={css.actions}>
          <Button size="xs" variant="default" aria-label={t('stakeholders.changeOf', { name })} onClick={() => acts.onChange(member)}>{t('stakeholders.change')}</Button>
          <Button size="xs" variant="subtle" aria-label={t('stakeholders.removeOf', { name })} onClick={() => acts.onRemove(member)}>{t('stakeholders.remove')}</Button>
        </div>
      )}
    </li>
  )
}

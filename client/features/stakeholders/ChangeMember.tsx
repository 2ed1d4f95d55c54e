import { Button } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '#client/ui/Dialog.tsx'
import { RefusalNote } from '#client/ui/RefusalNote.tsx'
import type { MemberView } from '#domain/contract/stakeholders.ts'
import css from './stakeholders.module.css'
import { useStakeholderActs } from './stakeholders.api.ts'
import { holdsSomething, type Standing, StandingFields } from './StandingFields.tsx'

/** Gives a member another role or other duties; it takes effect at once, also for pages that are open. */
export function ChangeMember({ member, workspaceId, onClose }: { member: MemberView; workspaceId: string; onClose: () => void }) {
  const { t } = useTranslation()
  const { change } = useStakeholderActs(workspaceId)
  const [standing, setStanding] = useState<Standing>({ role: member.role, functions: member.functions })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    change.mutate({ memberId: member.memberId, role: standing.role, functions: [...standing.functions] }, { onSuccess: onClose })
  }
  return (
    <Dialog opened onClose={onClose} title={t('stakeholders.changeTitle', { name: member.name })}>
      <form className={css.form} onSubmit={submit}>
        <StandingFields workspaceId={workspaceId} standing={standing} onChange={setStanding} />
        <p className={css.note}>{holdsSomething(standing) ? t('stakeholders.changeMeans') : t('stakeholders.mustHold')}</p>
        <RefusalNote error={change.error} />
        <div className={css.actions}>
          <Button variant="default" onClick={onClose}>{t('ui.cancel')}</Button>
          <Button type="submit" loading={change.isPending} disabled={!holdsSomething(standing)}>{t('stakeholders.saveChange')}</Button>
        </div>
      </form>
    </Dialog>
  )
}

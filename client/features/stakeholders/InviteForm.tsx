import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { RefusalNote } from '#client/ui/RefusalNote.tsx'
import css from './stakeholders.module.css'
import { NewLink } from './NewLink.tsx'
import { useStakeholderActs } from './stakeholders.api.ts'
import { holdsSomething, type Standing, StandingFields } from './StandingFields.tsx'

/** Makes an invitation link for a role and duties; the link is shown this once. */
export function InviteForm({ workspaceId }: { workspaceId: string }) {
  const { t } = useTranslation()
  const { invite } = useStakeholderActs(workspaceId)
  const [standing, setStanding] = useState<Standing>({ role: 'civilSociety', functions: [] })
  const [days, setDays] = useState('14')
  const [note, setNote] = useState('')
  const expiresInDays = Number.isInteger(Number(days)) && Number(days) >= 1 && Number(days) <= 60 ? Number(days) : null
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (expiresInDays === null) return
    invite.mutate({ role: standing.role, functions: [...standing.functions], expiresInDays, ...(note.trim() && { note: note.trim() }) }, { onSuccess: () => setNote('') })
  }
  return (
    <section className={css.card} aria-labelledby="invite">
      <h2 id="invite">{t('stakeholders.invite')}</h2>
      <form className={css.form} onSubmit={submit}>
        <StandingFields workspaceId={workspaceId} standing={standing} onChange={setStanding} />
        <TextInput
          type="number" label={t('stakeholders.days')} min={1} max={60} value={days} onChange={(event) => setDays(event.currentTarget.value)} error={expiresInDays === null ? t('stakeholders.daysBetween') : null}
        />
        <TextInput label={t('stakeholders.noteLabel')} description={t('stakeholders.noteMeans')} maxLength={200} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
        {!holdsSomething(standing) && <p className={css.note}>{t('stakeholders.mustHold')}</p>}
        <RefusalNote error={invite.error} />
        <Button type="submit" loading={invite.isPending} disabled={!holdsSomething(standing) || expiresInDays === null}>{t('stakeholders.makeLink')}</Button>
      </form>
      {invite.data && <NewLink key={invite.data.invitation.id} token={invite.data.token} />}
    </section>
  )
}

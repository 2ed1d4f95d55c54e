import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { RefusalNote } from '#client/ui/RefusalNote.tsx'
import css from './home.module.css'
import { useCreateWorkspace } from './workspaces.api.ts'

/** The token at the end of an invitation link, or of what somebody pasted of it. */
const tokenOf = (link: string) => /[A-Za-z0-9_-]{43}(?=\s*$)/.exec(link)?.[0] ?? null

/** For a person who belongs nowhere yet: make a workspace, or come in by an invitation. */
export function FirstSteps() {
  return <div className={css.steps}><MakeWorkspace /><UseInvitation /></div>
}

function MakeWorkspace() {
  const { t } = useTranslation()
  const create = useCreateWorkspace()
  const [name, setName] = useState('')
  const submit = (event: FormEvent) => { event.preventDefault(); create.mutate(name.trim()) }
  return (
    <section className={css.card}>
      <h2>{t('workspaces.makeOne')}</h2>
      <p>{t('workspaces.makeOneMeans')}</p>
      <form className={css.form} onSubmit={submit}>
        <TextInput label={t('workspaces.name')} value={name} onChange={(event) => setName(event.currentTarget.value)} required minLength={3} maxLength={120} />
        <RefusalNote error={create.error} />
        <Button type="submit" loading={create.isPending} disabled={name.trim().length < 3}>{t('workspaces.make')}</Button>
      </form>
    </section>
  )
}

function UseInvitation() {
  const { t } = useTranslation()
  const [, navigate] = useLocation()
  const [link, setLink] = useState('')
  const token = tokenOf(link)
  const submit = (event: FormEvent) => { event.preventDefault(); if (token) navigate(`/invitations/${token}`) }
  return (
    <section className={css.card}>
      <h2>{t('workspaces.haveInvitation')}</h2>
      <p>{t('workspaces.haveInvitationMeans')}</p>
      <form className={css.form} onSubmit={submit}>
        <TextInput label={t('workspaces.link')} value={link} onChange={(event) => setLink(event.currentTarget.value)} error={link !== '' && !token ? t('workspaces.notALink') : null} />
        <Button type="submit" variant="default" disabled={!token}>{t('workspaces.openInvitation')}</Button>
      </form>
    </section>
  )
}

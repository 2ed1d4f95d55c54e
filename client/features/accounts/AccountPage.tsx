import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import { usePageTitle } from '#client/lib/pageTitle.ts'
import { useMe } from '#client/lib/useMe.ts'
import { useAnnounce } from '#client/ui/Announcer.tsx'
import { Confirm } from '#client/ui/Confirm.tsx'
import { LoadingBars } from '#client/ui/LoadingBars.tsx'
import { Notice } from '#client/ui/Notice.tsx'
import { Page } from '#client/ui/Page.tsx'
import { PageHeader } from '#client/ui/PageHeader.tsx'
import { RefusalNote } from '#client/ui/RefusalNote.tsx'
import type { MeView } from '#domain/contract/accounts.ts'
import { useChangeName, useErase } from './accounts.api.ts'
import css from './accounts.module.css'

/** My account: under which name I am known, and how to take it away. */
export function AccountPage() {
  const { t } = useTranslation()
  const me = useMe()
  usePageTitle(t('accounts.account'))
  if (!me) return <Page width="narrow"><LoadingBars label={t('ui.loading')} /></Page>
  return (
    <Page width="narrow">
      <PageHeader title={t('accounts.account')} lead={t('accounts.accountLead')} />
      {me.user ? <div className={css.cards}><Name user={me.user} /><Erasing user={me.user} /></div> : <Notice tone="info"><Link to="/sign-in?next=/account">{t('accounts.signIn')}</Link></Notice>}
    </Page>
  )
}

type User = NonNullable<MeView['user']>

function Name({ user }: { user: User }) {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const change = useChangeName()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    change.mutate(String(new FormData(event.currentTarget).get('name') ?? ''), { onSuccess: () => announce(t('accounts.nameSaved')) })
  }
  return (
    <section className={css.card} aria-labelledby="name">
      <h2 id="name" className={css.heading}>{t('accounts.known')}</h2>
      <form className={css.form} onSubmit={submit}>
        <TextInput name="name" label={t('accounts.name')} description={t('accounts.nameMeans')} autoComplete="name" required maxLength={120} defaultValue={user.name} readOnly={user.persona} />
        <TextInput label={t('accounts.email')} value={user.email} readOnly />
        <RefusalNote error={change.error} />
        {!user.persona && <div><Button type="submit" loading={change.isPending}>{t('accounts.saveName')}</Button></div>}
      </form>
    </section>
  )
}

function Erasing({ user }: { user: User }) {
  const { t } = useTranslation()
  const [, navigate] = useLocation()
  const erase = useErase()
  const [isAsking, setAsking] = useState(false)
  const [email, setEmail] = useState('')
  return (
    <section className={css.card} aria-labelledby="erase">
      <h2 id="erase" className={css.heading}>{t('accounts.erase')}</h2>
      <p>{t('accounts.eraseGoes')}</p>
      <p>{t('accounts.eraseStays')}</p>
      <p className={css.note}>{t('accounts.eraseBackups')}</p>
      {user.persona ? <Notice tone="info">{t('refusals.because.demoPerson')}</Notice> : <div><Button variant="outline" color="var(--pl-error)" onClick={() => setAsking(true)}>{t('accounts.eraseMine')}</Button></div>}
      <Confirm
        opened={isAsking} danger title={t('accounts.eraseTitle')} action={t('accounts.eraseMine')} busy={erase.isPending}
        onClose={() => setAsking(false)} onConfirm={() => erase.mutate(email, { onSuccess: () => navigate('/sign-in') })}
      >
        <p>{t('accounts.eraseForEver')}</p>
        <TextInput type="email" label={t('accounts.eraseType')} autoComplete="off" required value={email} onChange={(event) => setEmail(event.currentTarget.value)} />
        <RefusalNote error={erase.error} />
      </Confirm>
    </section>
  )
}

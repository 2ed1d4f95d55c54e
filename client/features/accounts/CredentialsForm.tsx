import { Button, TextInput } from '@mantine/core'
import type { FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { Refusal } from '#domain/errors.ts'
import { Notice } from '#client/ui/Notice.tsx'
import css from './accounts.module.css'

interface Credentials { readonly name: string; readonly email: string; readonly password: string }
interface CredentialsFormProps { readonly action: string; readonly withName?: boolean; readonly busy: boolean; readonly error: unknown; readonly onSubmit: (input: Credentials) => void }

/** E-mail and password, and a name for a new account. What went wrong is said above the button that failed. */
export function CredentialsForm({ action, withName = false, busy, error, onSubmit }: CredentialsFormProps) {
  const { t } = useTranslation()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const field = (name: string) => String(data.get(name) ?? '')
    onSubmit({ ...(withName && { name: field('name') }), email: field('email'), password: field('password') } as Credentials)
  }
  return (
    <form className={css.form} onSubmit={submit}>
      {withName && <TextInput name="name" label={t('accounts.name')} autoComplete="name" required maxLength={120} />}
      <TextInput name="email" type="email" label={t('accounts.email')} autoComplete="email" required />
      <TextInput
        name="password" type="password" label={t('accounts.password')} autoComplete={withName ? 'new-password' : 'current-password'} required minLength={10}
        {...(withName && { description: t('accounts.passwordHint') })}
      />
      {Boolean(error) && <Notice tone="error">{t(sentenceOf(error, withName))}</Notice>}
      <Button type="submit" loading={busy}>{action}</Button>
    </form>
  )
}

function sentenceOf(error: unknown, isNew: boolean): string {
  if (!(error instanceof Refusal)) return 'accounts.failed'
  if (error.code === 'tooMany') return 'accounts.tooMany'
  if (error.code === 'unauthenticated') return 'accounts.wrong'
  return isNew && error.code === 'invalid' ? 'accounts.taken' : 'accounts.failed'
}

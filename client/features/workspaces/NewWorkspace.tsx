import { Button, TextInput } from '@mantine/core'
import type { FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '#client/ui/EmptyState.tsx'
import { RefusalNote } from '#client/ui/RefusalNote.tsx'
import { useCreateWorkspace } from './workspaces.api.ts'
import css from './workspaces.module.css'

/** For somebody who belongs nowhere yet: an invitation is a link; a workspace of one's own is a name away. */
export function NewWorkspace() {
  const { t } = useTranslation()
  const create = useCreateWorkspace()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    create.mutate(String(new FormData(event.currentTarget).get('name') ?? ''))
  }
  const form = (
    <form className={css.inlineForm} onSubmit={submit}>
      <TextInput name="name" label={t('workspaces.name')} required minLength={3} maxLength={120} />
      <Button type="submit" loading={create.isPending}>{t('workspaces.create')}</Button>
      <RefusalNote error={create.error} />
    </form>
  )
  return <EmptyState title={t('workspaces.nowhere')} action={form}>{t('workspaces.nowhereHow')}</EmptyState>
}

import { Button, Textarea } from '@mantine/core'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import css from './threads.module.css'

interface WordsFormProps {
  readonly label: string
  readonly action: string
  readonly initial?: string
  readonly busy: boolean
  readonly failed: ReactNode
  readonly onSend: (body: string) => Promise<unknown>
  readonly onCancel: () => void
}

/** A few lines to answer or to correct with. Words stay in the field until the server has them. */
export function WordsForm({ label, action, initial = '', busy, failed, onSend, onCancel }: WordsFormProps) {
  const { t } = useTranslation()
  const [body, setBody] = useState(initial)
  const send = async (event: FormEvent) => {
    event.preventDefault()
    if (body.trim() === '') return
    await onSend(body.trim()).then(onCancel, () => undefined)
  }
  return (
    <form className={css.form} onSubmit={send}>
      <Textarea
        aria-label={label} autosize minRows={2} maxRows={10} maxLength={5000} value={body} data-autofocus
        ref={(field) => { if (field && !field.dataset.reached) { field.dataset.reached = 'yes'; field.focus() } }}
        onChange={(event) => setBody(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) event.currentTarget.form?.requestSubmit()
          if (event.key === 'Escape') onCancel()
        }}
      />
      {failed}
      <div className={css.row}>
        <Button type="submit" size="xs" loading={busy} disabled={body.trim() === ''}>{action}</Button>
        <Button type="button" size="xs" variant="subtle" onClick={onCancel}>{t('comments.cancel')}</Button>
      </div>
    </form>
  )
}

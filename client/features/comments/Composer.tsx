import { Button, NativeSelect, Textarea } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { type FormEvent, type RefObject, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLawLanguage } from '#client/editor/lawLanguage.ts'
import { useReason } from '#client/lib/reasons.ts'
import { useCan } from '#client/lib/useCan.ts'
import { RefusalNote } from '#client/ui/RefusalNote.tsx'
import type { Subject } from '#domain/charter/conditions.ts'
import { type ThreadKind, threadKinds } from '#domain/comments/threadKinds.ts'
import type { OpenThread } from '#domain/contract/comments.ts'
import { useThreadActs } from './comments.api.ts'
import { useKindNames } from './kinds.tsx'
import css from './threads.module.css'

/** What the next remark is about: a clause, or words in it. */
export interface CommentTarget {
  readonly clauseId: string
  readonly label: string
  readonly anchor: OpenThread['anchor']
}

interface ComposerProps {
  readonly draftId: string
  readonly target: CommentTarget | null
  readonly subject: Subject
  readonly field: RefObject<HTMLTextAreaElement | null>
  readonly onForgetWords: () => void
  readonly onOpened: (threadId: string) => void
}

/** Stays at the foot of the panel and names its target. Whoever may not comment reads why instead. */
export function Composer({ draftId, target, subject, field, onForgetWords, onOpened }: ComposerProps) {
  const { t } = useTranslation()
  const law = useLawLanguage()
  const names = useKindNames()
  const acts = useThreadActs(draftId)
  const may = useCan('comment.write', subject)
  const why = useReason()
  const [body, setBody] = useState('')
  const [kind, setKind] = useState<ThreadKind>('general')
  if (!may.allowed) return <div className={css.composer}><p className={css.reason}>{why(may, 'comment.write')}</p></div>
  if (!target) return null
  const label = target.anchor ? t('comments.writeOnWords', { place: target.label }) : t('comments.writeOn', { place: target.label })
  const send = async (event: FormEvent) => {
    event.preventDefault()
    if (body.trim() === '') return
    const { clauseId, anchor } = target
    await acts.open.mutateAsync({ clauseId, kind, anchor, body: body.trim() }).then((thread) => {
      setBody('')
      onForgetWords()
      onOpened(thread.id)
    }, () => undefined)
  }
  return (
    <form className={css.composer} onSubmit={send} aria-label={label}>
      {target.anchor && (
        <div className={css.target}>
          <blockquote lang={law} className={css.quote}>{target.anchor.quote}</blockquote>
          <Button type="button" size="compact-sm" variant="subtle" aria-label={t('comments.forgetWords')} onClick={onForgetWords}><IconX size={16} aria-hidden /></Button>
        </div>
      )}
      <Textarea
        ref={field} aria-label={label} placeholder={label} autosize minRows={1} maxRows={8} maxLength={5000} value={body}
        onChange={(event) => setBody(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) event.currentTarget.form?.requestSubmit()
        }}
      />
      <RefusalNote error={acts.open.error} />
      <div className={css.row}>
        <NativeSelect
          aria-label={t('comments.kindLabel')} size="xs" data={threadKinds.map((value) => ({ value, label: names[value] }))} value={kind}
          onChange={(event) => setKind(threadKinds.find((known) => known === event.currentTarget.value) ?? 'general')}
        />
        <span className={css.grow} />
        <Button type="submit" size="xs" loading={acts.open.isPending} disabled={body.trim() === ''}>{t('comments.send')}</Button>
      </div>
    </form>
  )
}

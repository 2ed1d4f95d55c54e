import { Button } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#client/lib/format.ts'
import { Avatar } from '#client/ui/Avatar.tsx'
import { classOfParty, partyOf, useRoleNames } from '#client/ui/roles.ts'
import type { CommentView } from '#domain/contract/comments.ts'
import css from './threads.module.css'
import { WordsForm } from './WordsForm.tsx'

interface MessageProps {
  readonly comment: CommentView
  readonly mayEdit: boolean
  readonly busy: boolean
  readonly failed: ReactNode
  readonly onEdit: (body: string) => Promise<unknown>
  /** What can be done below the last message. */
  readonly children?: ReactNode
}

/** One remark: who, as what, when, and the words as they were written. */
export function Message({ comment, mayEdit, busy, failed, onEdit, children }: MessageProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useRoleNames()
  const [editing, setEditing] = useState(false)
  const party = partyOf(comment.author)
  return (
    <div className={`${css.message} ${classOfParty(party)}`}>
      <Avatar person={comment.author} decorative />
      <div className={css.who}>
        <b>{comment.author.name}</b>
        {party && <span className={css.role}>{names[party]}</span>}
        <time dateTime={comment.createdAt} title={format.dateTime(comment.createdAt)}>{format.moment(comment.createdAt)}</time>
      </div>
      {editing
        ? <WordsForm label={t('comments.editLabel')} action={t('comments.save')} initial={comment.body} busy={busy} failed={failed} onSend={onEdit} onCancel={() => setEditing(false)} />
        : <p className={css.body}>{comment.body}{comment.editedAt && <> <small className={css.note}>{t('comments.edited')}</small></>}</p>}
      {!editing && (mayEdit || children) && (
        <div className={css.acts}>
          {children}
          {mayEdit && <Button size="compact-sm" variant="subtle" onClick={() => setEditing(true)}>{t('comments.edit')}</Button>}
        </div>
      )}
    </div>
  )
}

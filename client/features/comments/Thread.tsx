import { IconCheck, IconLinkOff } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLawLanguage } from '#client/editor/lawLanguage.ts'
import type { ThreadView } from '#domain/contract/comments.ts'
import { useFormat } from '#client/lib/format.ts'
import { useCan } from '#client/lib/useCan.ts'
import { useReason } from '#client/lib/reasons.ts'
import { ReasonedButton } from '#client/ui/ReasonedButton.tsx'
import { RefusalNote } from '#client/ui/RefusalNote.tsx'
import type { Subject } from '#domain/charter/conditions.ts'
import { useThreadActs } from './comments.api.ts'
import { KindLabel } from './kinds.tsx'
import { Message } from './Message.tsx'
import css from './threads.module.css'
import { WordsForm } from './WordsForm.tsx'

interface ThreadProps {
  readonly thread: ThreadView
  readonly subject: Subject
  readonly userId: string | null
  readonly placeLabel: string
  /** The anchored words are no longer in the text. */
  readonly orphan: boolean
  readonly open: boolean
  readonly onOpen: () => void
}

export function Thread({ thread, subject, userId, placeLabel, orphan, open, onOpen }: ThreadProps) {
  const { t } = useTranslation()
  const law = useLawLanguage()
  const format = useFormat()
  const acts = useThreadActs(thread.draftId)
  const [replying, setReplying] = useState(false)
  const about = { ...subject, thread: { id: thread.id, resolved: thread.resolvedAt !== null } }
  const write = useCan('comment.write', about)
  const edit = useCan('comment.edit', { ...about, authorId: userId })
  const settle = useCan('comment.resolve', about)
  const why = useReason()
  const resolved = thread.resolvedAt !== null
  const last = thread.comments.at(-1)
  return (
    <li id={`thread-${thread.id}`} className={`${css.thread} ${open ? css.open : ''}`} aria-label={t('comments.threadOn', { place: placeLabel })}>
      <div className={css.place}>
        <button type="button" className={css.placeLink} onClick={onOpen}>{placeLabel}</button>
        <KindLabel kind={thread.kind} />
      </div>
      {thread.anchor && <blockquote lang={law} className={`${css.quote} ${orphan ? css.orphan : ''}`}>{thread.anchor.quote}</blockquote>}
      {orphan && <p className={css.note}><IconLinkOff size={14} aria-hidden />{t('comments.orphan')}</p>}
      {thread.comments.map((comment) => (
        <Message
          key={comment.id} comment={comment} mayEdit={edit.allowed && comment.author.id === userId} busy={acts.edit.isPending}
          failed={<RefusalNote error={acts.edit.error} />} onEdit={(body) => acts.edit.mutateAsync({ commentId: comment.id, body })}
        >
          {comment === last && !replying && (
            <>
              {!resolved && <ReasonedButton size="compact-sm" variant="subtle" reason={why(write, 'comment.write')} onClick={() => setReplying(true)}>{t('comments.reply')}</ReasonedButton>}
              <ReasonedButton
                size="compact-sm" variant="subtle" reason={why(settle, 'comment.resolve')} loading={acts.settle.isPending}
                onClick={() => acts.settle.mutate({ threadId: thread.id, resolved: !resolved })}
              >
                {resolved ? t('comments.reopen') : t('comments.resolve')}
              </ReasonedButton>
            </>
          )}
        </Message>
      ))}
      <RefusalNote error={acts.settle.error} />
      {replying && (
        <WordsForm
          label={t('comments.replyLabel', { place: placeLabel })} action={t('comments.reply')} busy={acts.reply.isPending} failed={<RefusalNote error={acts.reply.error} />}
          onSend={(body) => acts.reply.mutateAsync({ threadId: thread.id, body })} onCancel={() => setReplying(false)}
        />
      )}
      {thread.resolvedAt && (
        <p className={css.note}><IconCheck size={14} aria-hidden />{t('comments.resolvedBy', { name: thread.resolvedBy?.name ?? '', when: format.moment(thread.resolvedAt) })}</p>
      )}
    </li>
  )
}

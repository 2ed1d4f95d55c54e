import { Button, NativeSelect, Textarea } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { get, patch, post } from '#client/lib/api.ts'
import { keys, queryClient } from '#client/lib/query.ts'
import { useReason } from '#client/lib/reasons.ts'
import { useCan } from '#client/lib/useCan.ts'
import { useMe } from '#client/lib/useMe.ts'
import { useAnnounce } from '#client/ui/Announcer.tsx'
import { ErrorNotice } from '#client/ui/ErrorNotice.tsx'
import { ReasonedButton } from '#client/ui/ReasonedButton.tsx'
import { RefusalNote } from '#client/ui/RefusalNote.tsx'
import type { Subject } from '#domain/charter/conditions.ts'
import { type ThreadKind, threadKinds } from '#domain/comments/threadKinds.ts'
import type { AmendmentThread } from '#domain/contract/comments.ts'
import { KindLabel, useKindNames } from './kinds.tsx'
import { Message } from './Message.tsx'
import css from './threads.module.css'
import { WordsForm } from './WordsForm.tsx'

interface Props { readonly amendmentId: string; /** What the amendment is called. */ readonly name: string; readonly subject: Subject }

/** What is said on an amendment, by whoever may read it, and a way to say more. */
export default function Discussion({ amendmentId, name, subject }: Props) {
  const { t } = useTranslation()
  const queryKey = [...keys.threads(subject.draftId ?? ''), 'amendment', amendmentId]
  const threads = useQuery({ queryKey, queryFn: async () => (await get<{ threads: AmendmentThread[] }>(`/amendments/${amendmentId}/threads`)).threads })
  const again = () => queryClient.invalidateQueries({ queryKey })
  return (
    <section aria-labelledby="discussion">
      <h2 id="discussion" className={css.title}>{t('comments.discussion')}</h2>
      {threads.error && <ErrorNotice error={threads.error} title={t('comments.discussionFailed')} onRetry={() => void threads.refetch()} />}
      {threads.data?.length === 0 && <p className={css.reason}>{t('comments.nothingSaid')}</p>}
      {threads.data && threads.data.length > 0 && <ul className={css.list}>{threads.data.map((thread) => <Thread key={thread.id} thread={thread} name={name} subject={subject} onChanged={again} />)}</ul>}
      <Opener amendmentId={amendmentId} name={name} subject={subject} onChanged={again} />
    </section>
  )
}

interface ThreadProps { readonly thread: AmendmentThread; readonly name: string; readonly subject: Subject; readonly onChanged: () => Promise<void> }

function Thread({ thread: { id, kind, comments }, name, subject, onChanged }: ThreadProps) {
  const { t } = useTranslation()
  const why = useReason()
  const userId = useMe()?.user?.id ?? null
  const [replying, setReplying] = useState(false)
  const reply = useMutation({ mutationFn: (body: string) => post<unknown>(`/threads/${id}/comments`, { body }), onSuccess: onChanged })
  const edit = useMutation({ mutationFn: ({ commentId, body }: { commentId: string; body: string }) => patch<unknown>(`/comments/${commentId}`, { body }), onSuccess: onChanged })
  const about = { ...subject, thread: { id, resolved: false } }
  const write = useCan('comment.write', about)
  const mayEdit = useCan('comment.edit', { ...about, authorId: userId }).allowed
  const last = comments.at(-1)
  return (
    <li className={css.thread} aria-label={t('comments.threadOn', { place: name })}>
      <div className={css.place}><KindLabel kind={kind} /></div>
      {comments.map((comment) => (
        <Message
          key={comment.id} comment={comment} mayEdit={mayEdit && comment.author.id === userId} busy={edit.isPending} failed={<RefusalNote error={edit.error} />}
          onEdit={(body) => edit.mutateAsync({ commentId: comment.id, body })}
        >
          {comment === last && !replying && <ReasonedButton size="compact-sm" variant="subtle" reason={why(write, 'comment.write')} onClick={() => setReplying(true)}>{t('comments.reply')}</ReasonedButton>}
        </Message>
      ))}
      {replying && (
        <WordsForm
          label={t('comments.replyLabel', { place: name })} action={t('comments.reply')} busy={reply.isPending} failed={<RefusalNote error={reply.error} />}
          onSend={(body) => reply.mutateAsync(body)} onCancel={() => setReplying(false)}
        />
      )}
    </li>
  )
}

function Opener({ amendmentId, name, subject, onChanged }: Props & { readonly onChanged: () => Promise<void> }) {
  const { t } = useTranslation()
  const names = useKindNames()
  const why = useReason()
  const announce = useAnnounce()
  const may = useCan('comment.write', subject)
  const [body, setBody] = useState('')
  const [kind, setKind] = useState<ThreadKind>('general')
  const open = useMutation({ mutationFn: () => post<unknown>(`/amendments/${amendmentId}/threads`, { kind, body: body.trim() }), onSuccess: onChanged })
  if (!may.allowed) return <p className={css.reason}>{why(may, 'comment.write')}</p>
  const label = t('comments.writeOn', { place: name })
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (body.trim() !== '') open.mutate(undefined, { onSuccess: () => { setBody(''); announce(t('comments.said')) } })
  }
  return (
    <form className={css.form} onSubmit={send} aria-label={label}>
      <Textarea aria-label={label} placeholder={label} autosize minRows={2} maxRows={10} maxLength={5000} value={body} onChange={(event) => setBody(event.currentTarget.value)} />
      <RefusalNote error={open.error} />
      <div className={css.row}>
        <NativeSelect
          aria-label={t('comments.kindLabel')} size="xs" data={threadKinds.map((value) => ({ value, label: names[value] }))} value={kind}
          onChange={(event) => setKind(threadKinds.find((known) => known === event.currentTarget.value) ?? 'general')}
        />
        <span className={css.grow} />
        <Button type="submit" size="xs" loading={open.isPending} disabled={body.trim() === ''}>{t('comments.send')}</Button>
      </div>
    </form>
  )
}

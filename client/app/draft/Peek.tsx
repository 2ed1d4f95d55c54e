import { useTranslation } from 'react-i18next'
import { KindLabel } from '#client/features/comments/kinds.tsx'
import type { ThreadView } from '#domain/contract/comments.ts'
import css from './draft.module.css'

interface PeekProps {
  readonly thread: ThreadView | undefined
  readonly placeOf: (thread: ThreadView) => { readonly label: string }
  readonly onOpen: () => void
}

/** The open thread on a phone: its first remark at the foot of the text, and the way to the rest. */
export default function Peek({ thread, placeOf, onOpen }: PeekProps) {
  const { t } = useTranslation()
  const first = thread?.comments[0]
  if (!thread || !first) return null
  return (
    <button type="button" className={css.peek} onClick={onOpen}>
      <span className={css.peekHead}><KindLabel kind={thread.kind} /> {placeOf(thread).label}<span className={css.peekMore}>{t('drafts.peekComments', { count: thread.comments.length })}</span></span>
      <span className={css.peekWords}><b>{first.author.name}</b> {first.body}</span>
    </button>
  )
}

import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Subject } from '#domain/charter/conditions.ts'
import type { ThreadView } from '#domain/contract/comments.ts'
import { Segments } from './Segments.tsx'
import { Thread } from './Thread.tsx'
import css from './threads.module.css'

interface ThreadsPanelProps {
  readonly threads: readonly ThreadView[]
  readonly userId: string | null
  readonly subject: Subject
  /** The clause in view; the panel shows its threads first of all. */
  readonly clause: { readonly id: string; readonly label: string } | null
  readonly placeOf: (thread: ThreadView) => { readonly label: string; readonly orphan: boolean }
  readonly openId: string | null
  readonly onOpen: (thread: ThreadView) => void
  readonly children: ReactNode
}

type Scope = 'clause' | 'all'
type State = 'open' | 'resolved'

/** The discussion of a draft, in the order of the text, narrowed to the clause in view unless all is asked for. */
export function ThreadsPanel({ threads, userId, subject, clause, placeOf, openId, onOpen, children }: ThreadsPanelProps) {
  const { t } = useTranslation()
  const [scope, setScope] = useState<Scope>('clause')
  const [state, setState] = useState<State>('open')
  const opened = threads.find((thread) => thread.id === openId)
  const openedState: State | null = opened ? (opened.resolvedAt ? 'resolved' : 'open') : null
  useEffect(() => {
    if (openedState) setState(openedState)
  }, [openedState])
  useEffect(() => {
    if (openId) document.getElementById(`thread-${openId}`)?.scrollIntoView({ block: 'nearest' })
  }, [openId])

  const inScope = threads.filter((thread) => scope === 'all' || !clause || thread.clauseId === clause.id || thread.id === openId)
  const shown = inScope.filter((thread) => (thread.resolvedAt === null) === (state === 'open'))
  const count = (resolved: boolean) => inScope.filter((thread) => (thread.resolvedAt !== null) === resolved).length
  return (
    <div className={css.panel}>
      <div className={css.tools}>
        <Segments
          label={t('comments.scope')} value={scope} onChange={setScope}
          choices={[{ value: 'clause', label: clause?.label ?? t('comments.scopeClause') }, { value: 'all', label: t('comments.scopeAll') }]}
        />
        <Segments
          label={t('comments.state')} value={state} onChange={setState}
          choices={[{ value: 'open', label: t('comments.stateOpen', { number: count(false) }) }, { value: 'resolved', label: t('comments.stateResolved', { number: count(true) }) }]}
        />
      </div>
      {shown.length === 0
        ? <div className={css.empty}><p>{state === 'open' ? t('comments.emptyOpen') : t('comments.emptyResolved')}</p><p>{t('comments.emptyHow')}</p></div>
        : (
          <ul className={css.list}>
            {shown.map((thread) => {
              const { label, orphan } = placeOf(thread)
              return <Thread key={thread.id} thread={thread} subject={subject} userId={userId} placeLabel={label} orphan={orphan} open={thread.id === openId} onOpen={() => onOpen(thread)} />
            })}
          </ul>
        )}
      {children}
    </div>
  )
}

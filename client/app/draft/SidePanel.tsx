import { type KeyboardEvent, type RefObject, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { Composer } from '#client/features/comments/Composer.tsx'
import { ThreadsPanel } from '#client/features/comments/ThreadsPanel.tsx'
import type { DraftReading } from '#client/editor/draftText.ts'
import { useMe } from '#client/lib/useMe.ts'
import type { Subject } from '#domain/charter/conditions.ts'
import type { ThreadView } from '#domain/contract/comments.ts'
import type { DraftView } from '#domain/contract/drafts.ts'
import type { ProposalSummary } from '#domain/contract/proposals.ts'
import css from './draft.module.css'
import type { Commenting } from './useCommenting.ts'
import { VotesPanel } from './VotesPanel.tsx'

type Tab = 'discussion' | 'votes'

interface SidePanelProps {
  readonly draft: DraftView
  readonly reading: DraftReading
  readonly threads: readonly ThreadView[]
  readonly proposals: readonly ProposalSummary[]
  readonly subject: Subject
  readonly clause: { readonly id: string; readonly label: string } | null
  readonly commenting: Commenting
  readonly field: RefObject<HTMLTextAreaElement | null>
  readonly tab: Tab
  readonly onTab: (tab: Tab) => void
}

/** Discussion and votes beside the text; the threads come in the order of the text. */
export default function SidePanel({ draft, reading, threads, proposals, subject, clause, commenting, field, tab, onTab }: SidePanelProps) {
  const { t } = useTranslation()
  const id = useId()
  const userId = useMe()?.user?.id ?? null
  const order = new Map(reading.clauses.map((known, index) => [known.id, index]))
  const sorted = [...threads].sort((a, b) => (order.get(a.clauseId) ?? 0) - (order.get(b.clauseId) ?? 0) || a.createdAt.localeCompare(b.createdAt))
  const other = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return
    const next = tab === 'votes' ? 'discussion' : 'votes'
    onTab(next)
    document.getElementById(`${id}-${next}`)?.focus()
  }
  const tabs = [
    { tab: 'discussion' as const, name: t('drafts.tabDiscussion'), count: threads.filter(({ resolvedAt }) => !resolvedAt).length },
    { tab: 'votes' as const, name: t('drafts.tabVotes'), count: proposals.length },
  ]
  const target = commenting.target ?? (clause && { clauseId: clause.id, label: clause.label, anchor: null })
  return (
    <>
      <div className={css.tabs} role="tablist" aria-label={t('drafts.panels')}>
        {tabs.map((one) => (
          <button
            key={one.tab} id={`${id}-${one.tab}`} type="button" role="tab" className={css.tab} aria-selected={tab === one.tab} aria-controls={`${id}-panel`}
            tabIndex={tab === one.tab ? 0 : -1} onClick={() => onTab(one.tab)} onKeyDown={other}
          >
            {one.name} <span className={css.count}>{one.count}</span>
          </button>
        ))}
      </div>
      <div id={`${id}-panel`} role="tabpanel" aria-labelledby={`${id}-${tab}`} className={css.tabPanel}>
        {tab === 'votes'
          ? <VotesPanel proposals={proposals} subject={subject} clause={clause} />
          : (
            <ThreadsPanel threads={sorted} userId={userId} subject={subject} clause={clause} placeOf={commenting.placeOf} openId={commenting.openId} onOpen={commenting.goTo}>
              <Composer draftId={draft.id} target={target} subject={subject} field={field} onForgetWords={commenting.forgetWords} onOpened={commenting.onThread} />
            </ThreadsPanel>
          )}
      </div>
    </>
  )
}

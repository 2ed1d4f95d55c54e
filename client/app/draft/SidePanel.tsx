import { type KeyboardEvent, type RefObject, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { Composer } from '#client/features/comments/Composer.tsx'
import { ThreadsPanel } from '#client/features/comments/ThreadsPanel.tsx'
import type { DraftReading } from '#client/editor/draftText.ts'
import type { OpenDraft } from '#client/editor/openDraft.ts'
import { useCheck } from '#client/features/checks/useCheck.ts'
import { later } from '#client/lib/later.tsx'
import { useMe } from '#client/lib/useMe.ts'
import { LoadingBars } from '#client/ui/LoadingBars.tsx'
import type { Subject } from '#domain/charter/conditions.ts'
import type { ThreadView } from '#domain/contract/comments.ts'
import type { DraftView } from '#domain/contract/drafts.ts'
import type { ProposalSummary } from '#domain/contract/proposals.ts'
import css from './draft.module.css'
import type { Commenting } from './useCommenting.ts'
import { VotesPanel } from './VotesPanel.tsx'

const CheckTab = later(() => import('./CheckTab.tsx'))

const order = ['discussion', 'votes', 'check'] as const
type Tab = (typeof order)[number]

interface SidePanelProps {
  readonly draft: DraftView
  readonly open: OpenDraft
  readonly reading: DraftReading
  readonly threads: readonly ThreadView[]
  readonly proposals: readonly ProposalSummary[]
  readonly subject: Subject
  readonly clause: { readonly id: string; readonly label: string } | null
  readonly commenting: Commenting
  readonly field: RefObject<HTMLTextAreaElement | null>
  readonly tab: Tab
  readonly onTab: (tab: Tab) => void
  readonly mayEdit: (clauseId: string) => boolean
  /** Shows something in the text, once the text is to be seen. */
  readonly onText: (show: () => void) => void
}

/** Discussion, votes and the drafting check beside the text; the threads come in the order of the text. */
export default function SidePanel({ draft, open, reading, threads, proposals, subject, clause, commenting, field, tab, onTab, mayEdit, onText }: SidePanelProps) {
  const { t } = useTranslation()
  const id = useId()
  const userId = useMe()?.user?.id ?? null
  const findings = useCheck(open)
  const places = new Map(reading.clauses.map((known, index) => [known.id, index]))
  const sorted = [...threads].sort((a, b) => (places.get(a.clauseId) ?? 0) - (places.get(b.clauseId) ?? 0) || a.createdAt.localeCompare(b.createdAt))
  const other = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return
    const step = (event.key === 'ArrowRight') === (getComputedStyle(event.currentTarget).direction === 'ltr') ? 1 : -1
    const next = order[(order.indexOf(tab) + step + order.length) % order.length] ?? tab
    onTab(next)
    document.getElementById(`${id}-${next}`)?.focus()
  }
  const tabs = [
    { tab: 'discussion' as const, name: t('drafts.tabDiscussion'), count: threads.filter(({ resolvedAt }) => !resolvedAt).length },
    { tab: 'votes' as const, name: t('drafts.tabVotes'), count: proposals.length },
    { tab: 'check' as const, name: t('checks.tab'), count: findings?.length ?? null },
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
            {one.name} {one.count !== null && <span className={css.count}>{one.count}</span>}
          </button>
        ))}
      </div>
      <div id={`${id}-panel`} role="tabpanel" aria-labelledby={`${id}-${tab}`} className={css.tabPanel}>
        {tab === 'check' && <CheckTab until={<LoadingBars label={t('checks.reading')} />} open={open} reading={reading} findings={findings} mayEdit={mayEdit} onText={onText} />}
        {tab === 'votes' && <VotesPanel proposals={proposals} subject={subject} clause={clause} />}
        {tab === 'discussion' && (
          <ThreadsPanel threads={sorted} userId={userId} subject={subject} clause={clause} placeOf={commenting.placeOf} openId={commenting.openId} onOpen={commenting.goTo}>
            <Composer draftId={draft.id} target={target} subject={subject} field={field} onForgetWords={commenting.forgetWords} onOpened={commenting.onThread} />
          </ThreadsPanel>
        )}
      </div>
    </>
  )
}

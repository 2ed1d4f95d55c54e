import { IconBook2, IconPencilOff } from '@tabler/icons-react'
import { memo, type MouseEvent, useLayoutEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useStructure } from '#client/editor/draftReading.ts'
import type { DraftReading } from '#client/editor/draftText.ts'
import type { OpenDraft } from '#client/editor/openDraft.ts'
import { Masthead } from '#client/features/drafts/Masthead.tsx'
import { useReason } from '#client/lib/reasons.ts'
import { useCan } from '#client/lib/useCan.ts'
import type { Subject } from '#domain/charter/conditions.ts'
import type { DraftView } from '#domain/contract/drafts.ts'
import type { ProposalSummary } from '#domain/contract/proposals.ts'
import { type Band, bandsOf } from './bands.ts'
import { ClauseSection } from './ClauseSection.tsx'
import css from './draft.module.css'
import { FirstClause } from './FirstText.tsx'
import { readingAddress } from './read/addresses.ts'
import { RestLine } from './RestLine.tsx'
import { roughSizeOf } from './roughSize.ts'
import { useCopying } from './useCopying.ts'
import { useDrawnFirst } from './useDrawnFirst.ts'

interface LawSheetProps {
  readonly draft: DraftView
  readonly open: OpenDraft
  readonly proposals: readonly ProposalSummary[]
  readonly subject: Subject
  readonly frozen: boolean
  readonly go: (clauseId: string) => void
  readonly onFocus: (clauseId: string) => void
  readonly onThread: (threadId: string) => void
  readonly onComment: (clauseId: string) => void
  readonly onLanguage: () => void
}

/** The sheet with the whole law on it, one section a node, as one flowing page. */
export const LawSheet = memo(function LawSheet({ draft, open, proposals, subject, frozen, go, onFocus, onThread, onComment, onLanguage }: LawSheetProps) {
  const { t } = useTranslation()
  const reading = useStructure(open.text)
  const why = useReason()
  const edit = useCan('clause.edit', subject)
  const mayAdvance = useCan('draft.advance', subject).allowed
  const views = new Map(draft.clauses.map((view) => [view.id, view]))
  const running = new Map(proposals.flatMap((proposal) => proposal.closedAt ? [] : [[proposal.id, proposal] as const]))
  const resting = new Map(draft.clauses.flatMap(({ id, atRestFor }) => {
    const proposal = running.get(atRestFor ?? '') ?? proposals.find(({ clauseId, closedAt }) => clauseId === id && !closedAt)
    return proposal ? [[id, proposal] as const] : []
  }))
  const wholly = proposals.find(({ kind, closedAt }) => kind === 'draft' && !closedAt)
  const first = useDrawnFirst()
  const section = (clause: DraftReading['clauses'][number], after: string | null) => {
    const view = views.get(clause.id)
    if (view && first && !first.has(clause.id)) return <FirstClause key={clause.id} clause={view} label={clause.label ?? ''} />
    return (
      <ClauseSection
        key={clause.id} clauseId={clause.id} view={view} open={open} draftSubject={subject} frozen={frozen} isSeen={first?.has(clause.id) ?? false} after={after}
        resting={resting.get(clause.id)} isWhollyAtRest={wholly !== undefined} onFocus={onFocus} onThread={onThread} onComment={onComment}
      />
    )
  }
  // References and highlights are words like any other, in the editor and on the page: one listener hears all of them.
  const click = (event: MouseEvent) => {
    if (!(event.target instanceof Element)) return
    const reference = event.target.closest('a[data-target]')
    const thread = event.target.closest('[data-thread]')
    if (reference instanceof HTMLElement && reference.dataset.target) {
      event.preventDefault()
      const { target, targetBlock } = reference.dataset
      // It comes with what a page has a moment later, the back-references.
      if (targetBlock) void import('#client/editor/showPlace.ts').then(({ showPlace }) => showPlace({ clauseId: target, blockId: targetBlock, from: 0, to: 0 }), () => go(target))
      else go(target)
    } else if (thread instanceof HTMLElement && thread.dataset.thread && document.getSelection()?.isCollapsed !== false) {
      onThread(thread.dataset.thread)
    }
  }
  const sheet = useCopying(open.text)
  const { title, body, bands } = useBody(reading)
  // What is above the screen keeps its place there; what is below it comes with the rest.
  const drawn = first ? Math.max(fewest, body.findLastIndex(({ id }) => first.has(id)) + 1) : body.length
  return (
    <article ref={sheet} className={css.sheet} aria-label={t('drafts.law')} onClick={click}>
      <Masthead draft={draft} onLanguage={mayAdvance ? onLanguage : undefined}>{title && section(title, null)}</Masthead>
      <Link to={readingAddress(draft.id)} className={css.readLink}><IconBook2 size={16} aria-hidden />{t('reading.openWhole')}</Link>
      {wholly && <RestLine proposal={wholly} whole />}
      {!edit.allowed && <p className={css.readOnly}><IconPencilOff size={16} stroke={1.6} aria-hidden />{t('drafts.readOnly', { reason: why(edit, 'clause.edit') })}</p>}
      {bands.filter(({ start }) => start < drawn).map(({ key, start, clauses }) => (
        <div key={key} data-band="" className={css.band} style={roughSizeOf(clauses)}>
          {clauses.slice(0, drawn - start).map((clause, index) => section(clause, body[start + index - 1]?.id ?? null))}
        </div>
      ))}
    </article>
  )
})

// A screen that shows nothing but the title shows more in a moment.
const fewest = 3

/** The clauses below the title, also band by band; `start`: how many come before a band. */
function useBody({ clauses }: DraftReading) {
  const before = useRef<readonly Band[]>([])
  const parts = useMemo(() => {
    const title = clauses.find(({ kind }) => kind === 'title')
    const body = clauses.filter((clause) => clause !== title)
    let next = 0
    const bands = bandsOf(body.map(({ id }) => id), before.current).map(({ key, ids }) => {
      const start = next
      next += ids.length
      return { key, ids, start, clauses: body.slice(start, next) }
    })
    return { title, body, bands }
  }, [clauses])
  useLayoutEffect(() => { before.current = parts.bands })
  return parts
}

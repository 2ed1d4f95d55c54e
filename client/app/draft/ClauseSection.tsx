import { memo, useCallback, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ClauseBody } from '#client/editor/ClauseBody.tsx'
import { useClause } from '#client/editor/draftReading.ts'
import type { OpenDraft } from '#client/editor/openDraft.ts'
import { useNear } from '#client/editor/useNear.ts'
import { ClauseFoot } from '#client/features/clauses/ClauseFoot.tsx'
import { later } from '#client/lib/later.tsx'
import { useCan } from '#client/lib/useCan.ts'
import type { Subject } from '#domain/charter/conditions.ts'
import type { ClauseView } from '#domain/contract/drafts.ts'
import css from './draft.module.css'
import { sectionClass } from './FirstText.tsx'
import { clauseName } from './names.ts'
import { type RestingProposal, RestLine } from './RestLine.tsx'
import { roughLines, roughSize } from './roughSize.ts'
import { useLabelLanguage } from '#client/lib/useLabelLanguage.ts'

// Beside the words, where nothing moves when they come.
const MarginMarks = later(() => import('./MarginMarks.tsx'))
const ClauseTools = later(() => import('./ClauseTools.tsx'))

const ReferredBy = later(() => import('./ReferredBy.tsx'), { isPatient: true })

interface ClauseSectionProps {
  readonly clauseId: string
  readonly view: ClauseView | undefined
  readonly open: OpenDraft
  readonly draftSubject: Subject
  readonly frozen: boolean
  /** Whether it was on the screen before it was drawn. */
  readonly isSeen: boolean
  /** The clause before it on the sheet. */
  readonly after: string | null
  readonly resting: RestingProposal | undefined
  /** All of the draft is at rest: said once, at its head. */
  readonly isWhollyAtRest: boolean
  readonly onFocus: (clauseId: string) => void
  readonly onThread: (threadId: string) => void
  readonly onComment: (clauseId: string) => void
}

/** One node of the draft on the sheet: its number, its words, what stands in its margin and at its foot. */
export const ClauseSection = memo(function ClauseSection(props: ClauseSectionProps) {
  const { clauseId, view, open, draftSubject, frozen, isSeen, after, resting, isWhollyAtRest, onFocus, onThread, onComment } = props
  const { t } = useTranslation()
  const section = useRef<HTMLDivElement>(null)
  const near = useNear(section, { id: clauseId, after, isDrawn: open.text.clause(clauseId) !== undefined, isSeen })
  const clause = useClause(open.text, clauseId, near)
  const [size] = useState(() => clause && roughSize(roughLines(clause.content)))
  const language = useLabelLanguage()
  const subject: Subject = { ...draftSubject, clause: { id: clauseId, atRestFor: resting?.id ?? view?.atRestFor ?? null } }
  const mayEdit = useCan('clause.edit', subject).allowed && !frozen && !isWhollyAtRest
  const focused = useCallback(() => onFocus(clauseId), [onFocus, clauseId])
  if (!clause) return null
  const { kind } = clause
  const name = clauseName(open.text.structure(), clause, t, language)
  const isProvision = kind === 'article' || kind === 'annex'
  return (
    <div ref={section} id={`clause-${clauseId}`} data-clause={clauseId} className={sectionClass(kind, resting !== undefined && !isWhollyAtRest)} style={size} role="group" tabIndex={-1} aria-label={name}>
      {resting && !isWhollyAtRest && <RestLine proposal={resting} />}
      {kind === 'chapter' && <span className={css.chapterNumber}>{clause.label}</span>}
      {isProvision && <span className={css.articleNumber}>{clause.label}</span>}
      {kind === 'recital' && <span className={css.hanging}>({clause.number})</span>}
      <ClauseBody clauseId={clauseId} kind={kind} text={open.text} editing={open.editing} mayEdit={mayEdit} near={near} label={[name, kind === 'title' ? null : clause.heading].filter(Boolean).join(', ')} describedBy="editor-hint" onFocus={focused} />
      {near && kind !== 'title' && <ClauseTools clause={clause} name={name} draftId={draftSubject.draftId ?? ''} open={open} subject={subject} onComment={() => onComment(clauseId)} />}
      {near && <MarginMarks open={open} clauseId={clauseId} section={section} onThread={onThread} />}
      <ReferredBy clauseId={clauseId} text={open.text} near={near} />
      {isProvision && view && <ClauseFoot clause={view} label={name} draftId={draftSubject.draftId ?? ''} subject={subject} />}
    </div>
  )
})

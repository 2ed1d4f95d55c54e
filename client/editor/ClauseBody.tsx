import { lazy, memo, Suspense, useRef, useState } from 'react'
import type { DraftText } from './draftText.ts'
import { useCarets, useClause, useHighlights, useStructure } from './draftReading.ts'
import type { Editing } from './editing.ts'
import { StaticBlocks } from './StaticBlocks.tsx'
import { useNear } from './useNear.ts'
import './law.css'

const ClauseEditor = lazy(() => import('./ClauseEditor.tsx'))

interface ClauseBodyProps {
  readonly clauseId: string
  readonly kind: string
  readonly text: DraftText
  readonly editing: Editing
  readonly mayEdit: boolean
  /** What the editor of this clause is called. */
  readonly label: string
  readonly describedBy: string
  readonly onFocus: () => void
}

/**
 * The words of one clause: an editor for whoever may write and while it is near the screen (or holds the caret),
 * otherwise the page of the same look. Whoever may only read never loads an editor.
 */
export const ClauseBody = memo(function ClauseBody(props: ClauseBodyProps) {
  const place = useRef<HTMLDivElement>(null)
  const near = useNear(place)
  const [focused, setFocused] = useState(false)
  const page = <ClausePage {...props} />
  return (
    <div ref={place} className="law" data-node={props.kind} lang="en" onFocus={() => setFocused(true)} onBlur={() => setFocused(false)}>
      {props.mayEdit && (near || focused) ? <Suspense fallback={page}><ClauseEditor {...props} /></Suspense> : page}
    </div>
  )
})

function ClausePage({ clauseId, text, editing }: ClauseBodyProps) {
  const clause = useClause(text, clauseId)
  const highlights = useHighlights(editing, clauseId)
  const carets = useCarets(text, editing, clauseId)
  const { labelOf } = useStructure(text)
  if (!clause) return null
  return (
    <StaticBlocks
      kind={clause.kind} blocks={clause.content.blocks} highlights={highlights} carets={carets}
      referenceLabel={labelOf} brokenReference={editing.words.brokenReference}
    />
  )
}

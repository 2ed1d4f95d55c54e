import { type FocusEvent, memo, useState, useSyncExternalStore } from 'react'
import { later } from '#client/lib/later.tsx'
import type { DraftText } from './draftText.ts'
import { useCarets, useContent, useHighlights, useLabels, useTermUses } from './draftReading.ts'
import { useLawLanguage } from './lawLanguage.ts'
import type { Editing } from './editing.ts'
import { KeptSelection } from './KeptSelection.tsx'
import { StaticBlocks } from './StaticBlocks.tsx'
import './law.css'

const ClauseEditor = later(() => import('./ClauseEditor.tsx'), { isForAll: false })

/** Begins to fetch the editor, for somebody who will want it. */
export const fetchEditor = () => void ClauseEditor.fetch()

interface ClauseBodyProps {
  readonly clauseId: string
  readonly kind: string
  readonly text: DraftText
  readonly editing: Editing
  readonly mayEdit: boolean
  /** Whether it is near the screen. */
  readonly near: boolean
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
  const law = useLawLanguage()
  const [focused, setFocused] = useState(false)
  const { clauseId, kind, text, editing, near } = props
  const page = <ClausePage clauseId={clauseId} kind={kind} text={text} editing={editing} near={near} />
  // A window over the page gives the focus back: what was written in waits for it, wherever the page has been scrolled to.
  const left = ({ relatedTarget }: FocusEvent) => { if (!relatedTarget?.closest('dialog')) setFocused(false) }
  return (
    <div className="law" data-node={props.kind} lang={law} data-writable={props.mayEdit ? '' : undefined} onFocus={() => setFocused(true)} onBlur={left}>
      {props.mayEdit && (props.near || focused) ? <ClauseEditor until={page} {...props} /> : page}
    </div>
  )
})

// A clause that is numbered anew says the same words.
const ClausePage = memo(function ClausePage({ clauseId, kind, text, editing, near }: Pick<ClauseBodyProps, 'clauseId' | 'kind' | 'text' | 'editing' | 'near'>) {
  const content = useContent(text, clauseId, near)
  const labelOf = useLabels(text, clauseId, near)
  const highlights = useHighlights(editing, clauseId)
  const carets = useCarets(text, editing, clauseId, near)
  // Names of what was deleted come from the server a moment later.
  useSyncExternalStore(editing.formerNames.subscribe, editing.formerNames.known)
  const terms = useTermUses(editing.terms, near ? content : undefined)
  if (!content) return null
  return (
    <KeptSelection clauseId={clauseId} blocks={content.blocks}>
      <StaticBlocks
        clauseId={clauseId} kind={kind} blocks={content.blocks} highlights={highlights} carets={carets} terms={terms}
        referenceLabel={labelOf} brokenLabel={editing.brokenLabel}
      />
    </KeptSelection>
  )
})

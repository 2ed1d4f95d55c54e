import { type FocusEvent, memo, type PointerEvent, useState, useSyncExternalStore } from 'react'
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
  const [focus, setFocus] = useState<'editor' | 'link' | null>(null)
  const { clauseId, kind, text, editing, near } = props
  const page = <ClausePage clauseId={clauseId} kind={kind} text={text} editing={editing} near={near} />
  // A window over the page gives the focus back: what was written in waits for it, wherever the page has been scrolled to.
  const left = ({ relatedTarget }: FocusEvent) => { if (!relatedTarget?.closest('dialog')) setFocus(null) }
  // Who comes by a list of all links to one far away has it under the key as long as they stay, or until somebody takes it out and they point elsewhere.
  const isEditor = props.mayEdit && focus !== 'link' && (near || focus === 'editor')
  const entered = ({ target }: FocusEvent) => setFocus(target.closest('.law-editor') ? 'editor' : 'link')
  const pointed = ({ target }: PointerEvent) => { if (focus === 'link' && target instanceof Element && !target.closest('a')) setFocus(null) }
  return (
    <div className="law" data-node={props.kind} lang={law} data-writable={props.mayEdit ? '' : undefined} onFocus={entered} onBlur={left} onPointerDown={pointed}>
      {isEditor ? <ClauseEditor until={page} {...props} /> : page}
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

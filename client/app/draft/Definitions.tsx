import { Button } from '@mantine/core'
import { useEffect, useId, useRef } from 'react'
import { flushSync } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { useStructure } from '#client/editor/draftReading.ts'
import type { OpenDraft } from '#client/editor/openDraft.ts'
import { showPlace } from '#client/editor/showPlace.ts'
import css from './draft.module.css'
import { placeName } from './names.ts'
import { type FoundTerm, type Meaning, meaningOf } from './termMeaning.ts'
import { useLabelLanguage } from '#client/lib/useLabelLanguage.ts'
import { type ShownTerm, useShownTerm } from './useShownTerm.ts'

// Half of the box, and of what it keeps from the edges of the window.
const halfBox = 188

/** What a defined term means, beside the words that use it. */
export default function Definitions({ open }: { open: OpenDraft }) {
  const follow = (term: FoundTerm) => {
    // The focus goes back to where it was as the box closes, and only then on to the definition.
    flushSync(hide)
    const { clauseId, blockId } = term
    showPlace({ clauseId, blockId, from: 0, to: 0, ...meaningOf(open, term)?.quote })
  }
  const { shown, hide } = useShownTerm(follow)
  const meaning = shown && meaningOf(open, shown.term)
  if (!shown || !meaning) return null
  return <Box key={`${shown.term.clauseId}/${shown.term.blockId}`} open={open} shown={shown} meaning={meaning} onFollow={() => follow(shown.term)} onClose={hide} />
}

interface BoxProps { readonly open: OpenDraft; readonly shown: ShownTerm; readonly meaning: Meaning; readonly onFollow: () => void; readonly onClose: () => void }

function Box({ open, shown: { term: { element, clauseId, blockId }, why }, meaning: { forms, lines }, onFollow, onClose }: BoxProps) {
  const { t } = useTranslation()
  const id = useId()
  const box = useRef<HTMLDivElement>(null)
  const language = useLabelLanguage()
  const reading = useStructure(open.text)
  const clause = reading.clauses.find((known) => known.id === clauseId)
  // Whoever asked by keyboard is taken into the box, and back to where they were.
  useEffect(() => {
    if (why !== 'asked') return
    const before = document.activeElement
    box.current?.focus()
    return () => { if (before instanceof HTMLElement) before.focus({ preventScroll: true }) }
  }, [why])
  useEffect(() => {
    if (why !== 'focus') return
    element.setAttribute('aria-describedby', id)
    return () => element.removeAttribute('aria-describedby')
  }, [element, id, why])
  const terms = new Intl.ListFormat(open.text.language(), { type: 'disjunction' }).format(forms)
  return (
    <div
      ref={box} id={id} data-definition className={css.definition} role="dialog" aria-label={t('drafts.definitionOf', { term: terms })} tabIndex={-1}
      style={placeBeside(element)} onKeyDown={(event) => { if (event.key === 'Escape') { event.stopPropagation(); onClose() } }}
    >
      <p className={css.definitionTerm} lang={open.text.language()}>{terms}</p>
      <div className={css.definitionWords} lang={open.text.language()}>{lines.map((line, index) => <p key={`${index}:${line}`}>{line}</p>)}</div>
      <p className={css.definitionFoot}>
        <span>{clause && placeName(reading, clause, blockId, t, language)}</span>
        <Button size="compact-xs" variant="default" onMouseDown={(event) => event.preventDefault()} onClick={onFollow}>{t('drafts.goToDefinition')}</Button>
      </p>
    </div>
  )
}

/** Under the words, or over them where there is no room below. */
function placeBeside(element: Element) {
  const { left, width, top, bottom } = element.getClientRects()[0] ?? element.getBoundingClientRect()
  const half = Math.min(halfBox, window.innerWidth / 2)
  const x = Math.min(Math.max(left + width / 2, half), window.innerWidth - half)
  const isBelow = bottom < window.innerHeight * 0.6
  return { left: x, ...(isBelow ? { insetBlockStart: bottom + 6 } : { insetBlockEnd: window.innerHeight - top + 6 }) }
}

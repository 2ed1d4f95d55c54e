import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import type { LabelLanguage } from '#domain/text/languages.ts'
import { findTargets, type ReferenceTarget, referenceTargets, referenceTo } from '#domain/text/referenceTargets.ts'
import { useStructure } from '../draftReading.ts'
import type { OpenDraft } from '../openDraft.ts'
import { beginAnswer, leaveAnswer, placeOnScreen, putReference } from './answering.ts'
import { beginningOf } from './beginning.ts'
import { floatAt } from './floating.ts'
import type { Asking } from './picking.ts'
import { provisionsRead } from './provisionsRead.ts'
import css from './references.module.css'

interface PickerProps { readonly open: OpenDraft; readonly language: LabelLanguage }

/** The picker of the open draft, whenever one of its editors asks for it. */
export function ReferencePicker({ open, language }: PickerProps) {
  const { picking } = open.editing
  const asking = useSyncExternalStore(picking.subscribe, picking.current)
  return asking && <Picker key={asking.clauseId} open={open} language={language} asking={asking} />
}

const mostShown = 40
const widest = 416
const step: Record<string, (index: number, count: number) => number> = {
  ArrowDown: (index, count) => (index + 1) % count, ArrowUp: (index, count) => (index - 1 + count) % count,
  PageDown: (index, count) => Math.min(index + 8, count - 1), PageUp: (index) => Math.max(index - 8, 0),
}

/** A field to search in and a list to choose from, at the caret: what is typed in it is not in the law. */
function Picker({ open, language, asking: { clauseId, view } }: PickerProps & { asking: Asking }) {
  const { t } = useTranslation()
  const id = useId()
  const field = useRef<HTMLInputElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const [sought, setSought] = useState('')
  const [index, setIndex] = useState(0)
  const reading = useStructure(open.text)
  const law = open.text.language()
  const targets = useMemo(() => {
    // The words as they are now: a reading holds them as they were when the structure changed last.
    const clauses = reading.clauses.map((clause) => open.text.clause(clause.id) ?? clause)
    return referenceTargets(provisionsRead(clauses), language, law)
  }, [reading, open, language, law])
  const found = useMemo(() => findTargets(targets, sought, clauseId, mostShown), [targets, sought, clauseId])
  const chosen = found[index] ?? found[0]
  const [box] = useState(() => placeOnScreen(view))
  useLayoutEffect(() => {
    setSought(beginAnswer(view))
    field.current?.focus({ preventScroll: true })
  }, [view])
  useEffect(() => { list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' }) })

  const { picking } = open.editing
  const choose = (target: ReferenceTarget | undefined) => {
    if (!target) return
    picking.ask(null)
    putReference(view, referenceTo(target, clauseId))
  }
  const leave = (staysHere: boolean) => {
    // Choosing and Escape take the focus from the field too.
    if (picking.current()?.view !== view) return
    picking.ask(null)
    leaveAnswer(view, sought, staysHere)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    // Of an input method: its keys choose among its own proposals.
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') leave(true)
    else if (event.key === 'Enter' || event.key === 'Tab') choose(chosen)
    else if (step[event.key] && found.length > 0) setIndex(step[event.key]?.(Math.min(index, found.length - 1), found.length) ?? 0)
    else if (event.key === 'Backspace' && sought === '') leave(true)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div className={css.picker} style={floatAt(box, box.left - 12, widest)}>
      <input
        ref={field} className={css.sought} role="combobox" aria-label={t('editor.pickReference')} aria-expanded aria-controls={`${id}-list`} aria-autocomplete="list"
        aria-activedescendant={chosen ? `${id}-${found.indexOf(chosen)}` : undefined} placeholder={t('editor.pickPlaceholder')} autoComplete="off" spellCheck={false} maxLength={60}
        value={sought} onChange={(event) => { setSought(event.currentTarget.value); setIndex(0) }} onKeyDown={onKeyDown} onBlur={() => leave(false)}
      />
      <div ref={list} id={`${id}-list`} className={css.targets} role="listbox" aria-label={t('editor.pickReference')}>
        {found.map((target, at) => (
          <div
            key={`${target.target}/${target.block}`} id={`${id}-${at}`} className={target.block === null ? css.target : `${css.target} ${css.inner}`} role="option" tabIndex={-1} aria-selected={target === chosen}
            onMouseDown={(event) => event.preventDefault()} onClick={() => choose(target)}
          >
            <b>{target.label}</b> {target.block === null && target.heading ? <span lang={law}>{target.heading}</span> : <span lang={law}>{beginningOf(target.words, 90)}</span>}
          </div>
        ))}
      </div>
      {found.length === 0 && <p className={css.nothing}>{t('editor.pickNothing')}</p>}
      <p className={css.hint}>{t('editor.pickHint')}</p>
      <span className="visually-hidden" role="status">{t('editor.pickFound', { count: found.length })}</span>
    </div>
  )
}

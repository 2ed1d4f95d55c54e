import { useEffect, useEffectEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#client/lib/format.ts'
import { useAnnounce } from '#client/ui/Announcer.tsx'
import { blockText, type CrossReference, isReference } from '#domain/text/clauseContent.ts'
import { referenceForms } from '#domain/text/kinds.ts'
import type { LabelLanguage } from '#domain/text/languages.ts'
import { markedEvent } from '../editing.ts'
import { useLawLanguage } from '../lawLanguage.ts'
import type { OpenDraft } from '../openDraft.ts'
import { beginningOf } from './beginning.ts'
import { floatAt } from './floating.ts'
import css from './references.module.css'

type By = 'pointer' | 'focus' | 'caret'
interface Shown { readonly anchor: HTMLElement; readonly by: By; /** Where the anchor stood on the screen then. */ readonly top: number }

const restMs = 300
const leaveMs = 200
const widest = 352
const referenceAt = (target: EventTarget | null): HTMLElement | null => {
  const anchor = target instanceof Element ? target.closest('.law a[data-target]') : null
  return anchor instanceof HTMLElement ? anchor : null
}
const referenceOf = ({ dataset }: HTMLElement): CrossReference =>
  ({ target: dataset.target ?? '', block: dataset.targetBlock ?? null, form: referenceForms.find((form) => form === dataset.form) ?? 'full' })

/**
 * A small card with what a reference points to, in the editor and on the reader's page alike: while the pointer rests on it, while it
 * has the focus, and while it is marked in the editor, where Enter goes there. Escape puts it away.
 */
export default function ReferencePreview({ open, language }: { open: OpenDraft; language: LabelLanguage }) {
  const id = useId()
  const [shown, setShown] = useState<Shown | null>(null)
  const card = shown?.anchor.isConnected ? shown : null
  const content = card && contentOf(open, referenceOf(card.anchor), language)
  useDescription(card?.by === 'focus' ? card.anchor : null, id)
  useAnnouncement(card?.by === 'caret' ? content : null)
  const hasMoved = useEffectEvent(() => shown !== null && Math.abs(shown.anchor.getBoundingClientRect().top - shown.top) > 1)
  const isOver = useEffectEvent((node: EventTarget | null) => node instanceof Element && (node.closest(`#${CSS.escape(id)}`) !== null || node === shown?.anchor))

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const soon = (next: Omit<Shown, 'top'> | null, afterMs: number) => {
      clearTimeout(timer)
      timer = setTimeout(() => setShown(next && { ...next, top: next.anchor.getBoundingClientRect().top }), afterMs)
    }
    const over = (event: PointerEvent) => {
      const anchor = referenceAt(event.target)
      if (anchor && event.pointerType !== 'touch') soon({ anchor, by: 'pointer' }, restMs)
      else if (isOver(event.target)) clearTimeout(timer)
    }
    const out = (event: PointerEvent) => { if (!isOver(event.relatedTarget)) soon(null, leaveMs) }
    const focus = (event: FocusEvent) => {
      const anchor = referenceAt(event.target)
      soon(anchor && { anchor, by: 'focus' }, 0)
    }
    const marked = (event: Event) => {
      const anchor = referenceAt(event.target)
      soon(event instanceof CustomEvent && event.detail === true && anchor ? { anchor, by: 'caret' } : null, 0)
    }
    const away = () => { clearTimeout(timer); setShown(null) }
    const key = (event: KeyboardEvent) => { if (event.key === 'Escape') away() }
    document.addEventListener('pointerover', over)
    document.addEventListener('pointerout', out)
    document.addEventListener('pointerdown', away)
    document.addEventListener('focusin', focus)
    document.addEventListener(markedEvent, marked)
    document.addEventListener('keydown', key, true)
    // The page also scrolls by itself, to keep what is read where it is, when something above is drawn for the first time.
    const scrolled = () => { if (hasMoved()) away() }
    window.addEventListener('scroll', scrolled, { passive: true })
    return () => {
      clearTimeout(timer)
      document.removeEventListener('pointerover', over)
      document.removeEventListener('pointerout', out)
      document.removeEventListener('pointerdown', away)
      document.removeEventListener('focusin', focus)
      document.removeEventListener(markedEvent, marked)
      document.removeEventListener('keydown', key, true)
      window.removeEventListener('scroll', scrolled)
    }
  }, [])
  if (!card || !content) return null
  return <Card id={id} anchor={card.anchor} byCaret={card.by === 'caret'} {...content} />
}

interface Content { readonly label: string | null; readonly heading: string | null; readonly words: string; readonly isGone: boolean; readonly goneAt: string | null }

function contentOf({ text, editing }: OpenDraft, reference: CrossReference, language: LabelLanguage): Content | null {
  const { labelOf } = text.structure()
  const clause = text.clause(reference.target)
  const block = clause?.content.blocks.find(({ id }) => (reference.block === null ? true : id === reference.block))
  if (!clause || (reference.block !== null && !block)) {
    const former = editing.formerNames.nameOf(reference)
    return { label: former?.label ?? null, heading: former?.heading ?? null, words: '', isGone: true, goneAt: former?.at ?? null }
  }
  const said = reference.block === null ? clause.content.blocks.filter(({ type }) => type !== 'heading') : clause.content.blocks.filter(({ id }) => id === reference.block)
  const words = said.map((each) => blockText(each, (inner) => labelOf(inner) ?? '…')).find((line) => line.trim() !== '') ?? ''
  const heading = clause.content.blocks.find(({ type }) => type === 'heading')
  return {
    label: labelOf({ ...reference, form: reference.form === 'note' ? 'note' : 'full' }, language), words: beginningOf(words, 180), isGone: false, goneAt: null,
    heading: heading && reference.form !== 'note' ? heading.inlines.map((inline) => (isReference(inline) ? labelOf(inline.crossReference) ?? '' : inline.text)).join('') : null,
  }
}

function Card({ id, anchor, byCaret, label, heading, words, isGone, goneAt }: Content & { id: string; anchor: HTMLElement; byCaret: boolean }) {
  const { t } = useTranslation()
  const law = useLawLanguage()
  const format = useFormat()
  const box = anchor.getBoundingClientRect()
  return (
    <div id={id} role="tooltip" className={css.card} style={floatAt(box, box.left, widest)}>
      {(label || heading) && <p className={css.cardHead}>{label && <span>{label}</span>} {heading && <b lang={law}>{heading}</b>}</p>}
      {words && <p className={css.cardWords} lang={law}>{words}</p>}
      {isGone && <p className={css.gone}>{goneAt ? t('editor.goneSince', { when: format.dateTime(goneAt) }) : t('editor.gone')}</p>}
      {byCaret && !isGone && <p className={css.hint}>{t('editor.enterGoes')}</p>}
    </div>
  )
}

/** A link with the focus is described by its card. */
function useDescription(anchor: HTMLElement | null, id: string) {
  useEffect(() => {
    anchor?.setAttribute('aria-describedby', id)
    return () => anchor?.removeAttribute('aria-describedby')
  }, [anchor, id])
}

/** In the editor the focus is on the whole text: what is under the caret is said. */
function useAnnouncement(content: Content | null) {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const sentence = content && [content.label, content.heading, content.isGone ? t('editor.gone') : content.words].filter(Boolean).join('. ')
  useEffect(() => { if (sentence) announce(sentence) }, [sentence, announce])
}

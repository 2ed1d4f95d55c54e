import { ActionIcon, Button, Checkbox } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconReplace, IconX } from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OpenDraft } from '#client/editor/openDraft.ts'
import { blockElement } from '#client/editor/domPlace.ts'
import { showPlace } from '#client/editor/showPlace.ts'
import type { Hit } from '#domain/text/find.ts'
import css from './find.module.css'
import { paintHits } from './paintHits.ts'
import { ReplaceForm } from './ReplaceForm.tsx'
import { useHits } from './useHits.ts'

export interface FindBarProps {
  readonly open: OpenDraft
  /** What was marked when the bar was opened: sought at once. */
  readonly first: string
  /** The clause being read: the search begins there. */
  readonly current: string | null
  readonly nameOf: (clauseId: string, blockId: string) => string
  readonly mayEdit: (clauseId: string) => boolean
  readonly onClose: () => void
}

/** Finds words all over the draft, also in clauses that are not drawn, and replaces them. Enter and F3 go on, with Shift back, Escape leaves. */
export default function FindBar({ open, first, current, nameOf, mayEdit, onClose }: FindBarProps) {
  const { t } = useTranslation()
  const id = useId()
  const field = useRef<HTMLInputElement>(null)
  const [sought, setSought] = useState(first)
  const [options, setOptions] = useState({ isWholeWord: false, matchesCase: false })
  const [replaces, setReplaces] = useState(false)
  const [chosen, setChosen] = useState<Hit | null>(null)
  // Going to what is found makes another clause the one being read.
  const [begunAt] = useState(current)
  const hits = useHits(open.text, sought, options)
  const at = positionOf(hits, chosen, open, begunAt)
  const hit = hits[at]

  // Not every browser gives the focus to what it selects.
  useEffect(() => {
    field.current?.focus()
    field.current?.select()
  }, [])
  useEffect(() => paintHits(hits, at), [hits, at])
  useEffect(() => { if (hit) (blockElement(hit) ?? document.getElementById(`clause-${hit.clauseId}`))?.scrollIntoView({ block: 'center' }) }, [hit])
  const go = (step: 1 | -1) => setChosen(hits[(at + step + hits.length) % Math.max(1, hits.length)] ?? null)
  const close = () => {
    onClose()
    if (hit) showPlace(hit)
  }
  const key = (event: KeyboardEvent) => {
    const isOn = event.key === 'F3' || (event.key === 'Enter' && event.target === field.current)
    if (isOn) go(event.shiftKey ? -1 : 1)
    else if (event.key === 'Escape') close()
    else return
    event.preventDefault()
  }
  useEffect(() => {
    const again = (event: globalThis.KeyboardEvent) => {
      if (event.key !== 'F3' || event.defaultPrevented) return
      event.preventDefault()
      go(event.shiftKey ? -1 : 1)
    }
    document.addEventListener('keydown', again)
    return () => document.removeEventListener('keydown', again)
  })
  const count = sought === '' ? '' : hits.length === 0 ? t('find.none') : t('find.count', { at: at + 1, count: hits.length })
  return (
    <search className={css.bar} aria-label={t('find.title')} onKeyDown={key}>
      <div className={css.row}>
        <input ref={field} id={id} className={css.field} type="text" aria-label={t('find.sought')} placeholder={t('find.sought')} value={sought} autoComplete="off" spellCheck={false} onChange={(event) => { setSought(event.currentTarget.value); setChosen(null) }} />
        <span className={css.count} role="status">{count}</span>
        <ActionIcon variant="subtle" color="gray" aria-label={t('find.previous')} disabled={hits.length === 0} onClick={() => go(-1)}><IconArrowUp size={18} aria-hidden /></ActionIcon>
        <ActionIcon variant="subtle" color="gray" aria-label={t('find.next')} disabled={hits.length === 0} onClick={() => go(1)}><IconArrowDown size={18} aria-hidden /></ActionIcon>
        <ActionIcon variant="subtle" color="gray" aria-label={t('find.close')} onClick={close}><IconX size={18} aria-hidden /></ActionIcon>
      </div>
      <div className={css.options}>
        <Checkbox size="xs" label={t('find.matchCase')} checked={options.matchesCase} onChange={(event) => setOptions({ ...options, matchesCase: event.currentTarget.checked })} />
        <Checkbox size="xs" label={t('find.wholeWord')} checked={options.isWholeWord} onChange={(event) => setOptions({ ...options, isWholeWord: event.currentTarget.checked })} />
        <Button size="compact-xs" variant="subtle" leftSection={<IconReplace size={16} aria-hidden />} aria-expanded={replaces} onClick={() => setReplaces(!replaces)}>{t('find.replace')}</Button>
      </div>
      {replaces && <ReplaceForm open={open} hits={hits} nameOf={nameOf} mayEdit={mayEdit} onShow={setChosen} />}
    </search>
  )
}

const isSame = (a: Hit, b: Hit) => a.clauseId === b.clauseId && a.blockId === b.blockId && a.from === b.from

/** The hit in hand, where it is now; before one was chosen, the first from the clause being read. */
function positionOf(hits: readonly Hit[], chosen: Hit | null, { text }: OpenDraft, current: string | null): number {
  const known = chosen ? hits.findIndex((hit) => isSame(hit, chosen)) : -1
  if (known >= 0) return known
  const order = new Map(text.structure().clauses.map(({ id }, index) => [id, index]))
  const from = order.get(chosen?.clauseId ?? current ?? '') ?? 0
  return Math.max(0, hits.findIndex(({ clauseId }) => (order.get(clauseId) ?? 0) >= from))
}

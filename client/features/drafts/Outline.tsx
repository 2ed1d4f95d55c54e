import { IconCheckbox, IconMessageCircle, IconSearch } from '@tabler/icons-react'
import { type CSSProperties, type FocusEvent, type ReactNode, useDeferredValue, useId, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Presences } from '#client/editor/presence.ts'
import { later } from '#client/lib/later.tsx'
import css from './outline.module.css'
import type { OutlineMoves } from './outlineDrag.ts'
import { found, groupsOf, type OutlineEntry } from './outlineEntry.ts'
import { OutlineRow } from './OutlineRow.tsx'

// For whoever may change the structure.
const OutlineDrag = later(() => import('./OutlineDrag.tsx'), { isForAll: false })

interface OutlineProps {
  readonly entries: readonly OutlineEntry[]
  readonly current: string | null
  readonly presences: Presences
  readonly onGo: (id: string) => void
  /** For whoever may change the structure. */
  readonly moves: OutlineMoves | null
  /** Beside the field that finds a provision. */
  readonly beside?: ReactNode
  /** Above the legend at the foot. */
  readonly foot?: ReactNode
}

/** Chapters and articles with their numbers, what is open on each, and a field to find a provision by its words. */
export function Outline({ entries, current, presences, onGo, moves, beside, foot }: OutlineProps) {
  const { t } = useTranslation()
  const hint = useId()
  const held = useHeldFocus()
  const [sought, setSought] = useState('')
  const shown = useMemo(() => found(entries, sought), [entries, sought])
  // The law itself is drawn before the list of its parts.
  const drawn = useDeferredValue(shown, none)
  return (
    <>
      <div className={css.find}>
        <label className={css.field}>
          <IconSearch size={15} aria-hidden />
          <span className="visually-hidden">{t('drafts.find')}</span>
          <input type="search" placeholder={t('drafts.findPlaceholder')} value={sought} onChange={(event) => setSought(event.currentTarget.value)} />
        </label>
        {beside}
      </div>
      {moves && <span id={hint} hidden>{t('structure.outlineKeys')}</span>}
      <p className="visually-hidden" role="status">{sought.trim() === '' ? '' : t('drafts.foundCount', { count: shown.filter(({ kind }) => kind !== 'chapter').length })}</p>
      {shown.length === 0 && <p className={css.nothing}>{t('drafts.foundNothing')}</p>}
      <div className={css.list} {...held}>
        {groupsOf(drawn).map(({ key, entries: lines }) => (
          <ol key={key} style={{ '--lines': lines.length } as CSSProperties}>
            {lines.map(({ words: _, movable, ...entry }) => (
              <OutlineRow key={entry.id} {...entry} isCurrent={entry.id === current} presences={presences} moveHint={moves && movable ? hint : null} hasGrip={sought.trim() === ''} onGo={onGo} />
            ))}
          </ol>
        ))}
        {moves && <OutlineDrag moves={moves} />}
      </div>
      <div className={css.foot}>
        {foot}
        <p className={css.legend}>
          <span><IconMessageCircle size={14} aria-hidden />{t('drafts.legendThreads')}</span>
          <span className={css.warn}><IconCheckbox size={14} aria-hidden />{t('drafts.legendProposal')}</span>
        </p>
      </div>
    </>
  )
}

/** A line that comes into another group is drawn anew there: the focus goes with it. */
function useHeldFocus() {
  const list = useRef<HTMLDivElement>(null)
  const held = useRef<HTMLElement | null>(null)
  useLayoutEffect(() => {
    const gone = held.current
    if (!gone || gone.isConnected) return
    held.current = null
    list.current?.querySelector<HTMLElement>(`[data-provision="${gone.dataset.provision}"]`)?.focus({ preventScroll: true })
  })
  return {
    ref: list,
    onFocus: ({ target }: FocusEvent<HTMLElement>) => { held.current = target },
    onBlur: () => { held.current = null },
  }
}

const none: readonly OutlineEntry[] = []

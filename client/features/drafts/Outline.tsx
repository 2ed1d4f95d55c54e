import { IconCheckbox, IconMessageCircle, IconSearch } from '@tabler/icons-react'
import { type ReactNode, useId, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Presences } from '#client/editor/presence.ts'
import { later } from '#client/lib/later.tsx'
import { Editors } from './Editors.tsx'
import css from './outline.module.css'
import type { OutlineMoves } from './outlineDrag.ts'

// For whoever may change the structure.
const OutlineDrag = later(() => import('./OutlineDrag.tsx'), { isForAll: false })

export interface OutlineEntry {
  readonly id: string
  readonly kind: 'chapter' | 'article' | 'annex'
  readonly parent: string | null
  readonly number: string | null
  readonly heading: string
  /** All words of the clause, to find it by them. */
  readonly words: string
  readonly openThreads: number
  readonly proposalOpen: boolean
  /** Whether it can be moved by whoever looks at it. */
  readonly movable: boolean
}

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
  const [sought, setSought] = useState('')
  const shown = useMemo(() => found(entries, sought), [entries, sought])
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
      <ol className={css.list}>
        {shown.map((entry) => (
          <li key={entry.id} data-line={entry.id} data-kind={entry.kind} data-parent={entry.parent ?? undefined}>
            {moves && entry.movable && sought.trim() === '' && <span className={css.grip} aria-hidden data-grip={entry.id} />}
            <a
              className={entry.kind === 'chapter' ? css.chapter : css.article} href={`#clause-${entry.id}`} aria-current={entry.id === current ? 'true' : undefined}
              data-provision={entry.id} {...(moves && entry.movable && { 'aria-describedby': hint, 'aria-keyshortcuts': 'Alt+Shift+ArrowUp Alt+Shift+ArrowDown' })}
              onClick={(event) => {
                event.preventDefault()
                onGo(entry.id)
              }}
            >
              <span className={css.number}>{entry.number}</span>
              <span>{entry.heading}</span>
              {entry.kind !== 'chapter' && <Marks entry={entry}><Editors presences={presences} clauseId={entry.id} /></Marks>}
            </a>
          </li>
        ))}
        {moves && <OutlineDrag moves={moves} />}
      </ol>
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

function Marks({ entry, children }: { entry: OutlineEntry; children: ReactNode }) {
  const { t } = useTranslation()
  return (
    <span className={css.marks}>
      {children}
      {entry.proposalOpen && <span className={css.warn}><IconCheckbox size={14} aria-hidden /><span className="visually-hidden">{t('drafts.proposalOpen')}</span></span>}
      {entry.openThreads > 0 && (
        <span><IconMessageCircle size={14} aria-hidden /><span aria-hidden>{entry.openThreads}</span><span className="visually-hidden">{t('drafts.openThreads', { count: entry.openThreads })}</span></span>
      )}
    </span>
  )
}

/** Entries whose number, heading or words hold what is sought; a chapter stays above what was found in it. */
export function found(entries: readonly OutlineEntry[], sought: string): readonly OutlineEntry[] {
  const wanted = sought.trim().toLocaleLowerCase()
  if (wanted === '') return entries
  const holds = (entry: OutlineEntry) => `${entry.number ?? ''} ${entry.heading} ${entry.words}`.toLocaleLowerCase().includes(wanted)
  const kept: OutlineEntry[] = []
  let chapter: OutlineEntry | null = null
  for (const entry of entries) {
    if (entry.kind === 'chapter') {
      chapter = entry
      continue
    }
    if (!holds(entry)) continue
    if (chapter) kept.push(chapter)
    chapter = null
    kept.push(entry)
  }
  return kept
}

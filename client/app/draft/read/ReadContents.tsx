import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ClauseReading } from '#client/editor/draftText.ts'
import { useLawLanguage } from '#client/editor/lawLanguage.ts'
import css from './read.module.css'

// Beside the law where there is room for it, otherwise before it and closed.
const isBeside = () => window.matchMedia('(min-width: 80em)').matches

/** Chapters, articles and annexes, each a way to its place. */
export function ReadContents({ clauses }: { clauses: readonly ClauseReading[] }) {
  const { t } = useTranslation()
  const law = useLawLanguage()
  const [isOpen, setOpen] = useState(isBeside)
  const listed = clauses.filter(({ kind }) => kind === 'chapter' || kind === 'article' || kind === 'annex')
  return (
    <nav className={css.contents} aria-label={t('reading.contents')}>
      <details open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{t('reading.contents')}</summary>
        <ol>
          {listed.map(({ id, kind, label, heading, parent }) => (
            <li key={id} className={kind === 'article' ? (parent === null ? '' : css.within) : css.outer}>
              <a href={`#clause-${id}`}><span lang={law}><span className={css.number}>{label}</span> {heading}</span></a>
            </li>
          ))}
        </ol>
      </details>
    </nav>
  )
}

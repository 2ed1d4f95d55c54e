import { memo } from 'react'
import { nodeCaption } from '#domain/text/numbering.ts'
import { useLawLanguage } from '#client/editor/lawLanguage.ts'
import type { ClauseView } from '#domain/contract/drafts.ts'
import css from './draft.module.css'
import { linesIn, roughSize } from './roughSize.ts'
import { useFirstWords } from './useDrawnFirst.ts'

/** The words as the first answer gave them, until the shared text has arrived: readable at once, in the same places. */
export function FirstText({ clauses }: { clauses: readonly ClauseView[] }) {
  const law = useLawLanguage()
  const drawn = useFirstWords(clauses.map(({ text }) => text.length))
  const provisions = {
    numbers: new Map(clauses.flatMap(({ id, number }) => number === null ? [] : [[id, number] as const])),
    kinds: new Map(clauses.map(({ id, kind }) => [id, kind])),
  }
  return clauses.slice(0, drawn).map((clause) => <FirstClause key={clause.id} clause={clause} label={nodeCaption(provisions, clause.id, law) ?? ''} />)
}

/** One node of it. */
export const FirstClause = memo(function FirstClause({ clause: { id, kind, number, heading, text }, label }: { clause: ClauseView; label: string }) {
  const law = useLawLanguage()
  return (
    <div id={`clause-${id}`} className={sectionClass(kind)} style={roughSize(linesIn(heading === null ? text : `${heading}\n${text}`))}>
      {kind === 'chapter' && <span className={css.chapterNumber}>{label}</span>}
      {(kind === 'article' || kind === 'annex') && <span className={css.articleNumber}>{label}</span>}
      {kind === 'recital' && <span className={css.hanging}>({number})</span>}
      <div className="law" data-node={kind} lang={law}>
        {heading !== null && (kind === 'chapter' ? <h2 data-type="heading" data-block="">{heading}</h2> : <h3 data-type="heading" data-block="">{heading}</h3>)}
        {text !== '' && text.split('\n').map((line, index) => <p key={`${index}:${line}`} data-type="plain" data-block="">{line}</p>)}
      </div>
    </div>
  )
})

export const sectionClass = (kind: string, atRest = false) =>
  [css.clause, (kind === 'article' || kind === 'annex') && css.provision, kind === 'chapter' && css.chapter, kind === 'title' && css.title, (kind === 'citation' || kind === 'recital') && css.small, atRest && css.atRest].filter(Boolean).join(' ')

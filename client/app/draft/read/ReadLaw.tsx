import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { useClause, useContent } from '#client/editor/draftReading.ts'
import type { DraftReading, DraftText } from '#client/editor/draftText.ts'
import { useLawLanguage } from '#client/editor/lawLanguage.ts'
import { StaticBlocks } from '#client/editor/StaticBlocks.tsx'
import { Masthead } from '#client/features/drafts/Masthead.tsx'
import type { DraftView } from '#domain/contract/drafts.ts'
import type { CrossReference } from '#domain/text/clauseContent.ts'
import draftCss from '../draft.module.css'
import { sectionClass } from '../FirstText.tsx'
import { useCopying } from '../useCopying.ts'
import css from './read.module.css'
import { ReadContents } from './ReadContents.tsx'
import { ReadNotes } from './ReadNotes.tsx'
import '#client/editor/law.css'

interface ReadLawProps { readonly draft: DraftView; readonly reading: DraftReading; readonly text: DraftText; readonly brokenLabel: BrokenLabel }
export type BrokenLabel = (reference: CrossReference) => string

/** A call leads to its note, which stands at the end; any other reference to its provision. */
const hrefOf = ({ target, block, form }: CrossReference) => (form === 'note' ? `#note-${block}` : `#clause-${target}`)
const nothing: never[] = []

/** The law itself: head, contents, every provision, notes. */
export function ReadLaw({ draft, reading, text, brokenLabel }: ReadLawProps) {
  const { t } = useTranslation()
  const sheet = useCopying(text)
  const title = reading.clauses.find(({ kind }) => kind === 'title')
  return (
    <article ref={sheet} className={`${draftCss.sheet} ${css.sheet}`} aria-label={t('drafts.law')}>
      <Masthead draft={draft}>{title && <Provision id={title.id} text={text} labelOf={reading.labelOf} brokenLabel={brokenLabel} />}</Masthead>
      <ReadContents clauses={reading.clauses} />
      {reading.clauses.filter((clause) => clause !== title).map(({ id }) => <Provision key={id} id={id} text={text} labelOf={reading.labelOf} brokenLabel={brokenLabel} />)}
      <ReadNotes reading={reading} text={text} brokenLabel={brokenLabel} />
    </article>
  )
}

const Provision = memo(function Provision({ id, text, labelOf, brokenLabel }: { id: string; text: DraftText; labelOf: DraftReading['labelOf']; brokenLabel: BrokenLabel }) {
  const law = useLawLanguage()
  const clause = useClause(text, id, true)
  const content = useContent(text, id)
  if (!clause || !content) return null
  const { kind, label, number } = clause
  const { blocks } = content
  // Notes that are called stand at the end of the law; one that nothing calls stays where it is written.
  const isAtEnd = (block: (typeof blocks)[number]) => block.type === 'note' && labelOf({ target: id, block: block.id, form: 'note' }) !== null
  return (
    <div id={`clause-${id}`} data-clause={id} className={sectionClass(kind)}>
      {kind === 'chapter' && <span className={draftCss.chapterNumber}>{label}</span>}
      {(kind === 'article' || kind === 'annex') && <span className={draftCss.articleNumber}>{label}</span>}
      {kind === 'recital' && <span className={draftCss.hanging}>({number})</span>}
      <div className="law" data-node={kind} lang={law}>
        <StaticBlocks clauseId={id} kind={kind} blocks={blocks.filter((block) => !isAtEnd(block))} highlights={nothing} carets={nothing} terms={nothing} referenceLabel={labelOf} brokenLabel={brokenLabel} hrefOf={hrefOf} />
      </div>
    </div>
  )
})

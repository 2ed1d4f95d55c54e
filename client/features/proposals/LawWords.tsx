import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useLawLanguage } from '#client/editor/lawLanguage.ts'
import { MarkedRun } from '#client/editor/MarkedRun.tsx'
import { cellAttributes } from '#client/editor/tableCells.ts'
import { readCanonical } from '#domain/text/canonical.ts'
import { type Block, type Inline, isReference } from '#domain/text/clauseContent.ts'
import { blockNumbers } from '#domain/text/numbering.ts'
import { cellPlaces } from '#domain/text/tables.ts'
import css from './proposals.module.css'

interface LawWordsProps {
  readonly canonical: string
  readonly label: string | null
  /** What its references are called now, in reading order; null until they have come. */
  readonly labels: readonly (string | null)[] | null
  readonly draftId: string
}

const classOf: Record<Block['type'], string | undefined> = { heading: css.heading, paragraph: css.paragraph, point: css.point, indent: css.indent, definition: css.point, plain: css.plain, row: css.cell, cell: css.cell, note: css.note }

/** A canonical clause set as law: its own numbers, its own words, no character more or less. References are called what they are called today. */
export function LawWords({ canonical, label, labels, draftId }: LawWordsProps) {
  const law = useLawLanguage()
  const { blocks } = readCanonical(canonical).content
  const numbers = blockNumbers(blocks, law)
  const places = cellPlaces(blocks)
  // Labels come in reading order, over all blocks.
  const before = blocks.map((_, index) => blocks.slice(0, index).reduce((sum, { inlines }) => sum + inlines.filter(isReference).length, 0))
  return (
    <div className={css.law} lang={law}>
      {label && <p className={css.lawLabel}>{label}</p>}
      {blocks.map((block, index) => {
        const { style } = cellAttributes(places[index])
        // A heading without words would be one that a screen reader announces as nothing.
        const Tag = block.type === 'heading' && block.inlines.length > 0 ? 'h3' : 'p'
        const number = numbers[index]?.own
        return (
          <Tag key={block.id} className={classOf[block.type] ?? ''} style={style}>
            {number && <span className={css.lawNumber}>{number}</span>}<Inlines inlines={block.inlines} labels={labels?.slice(before[index]) ?? null} draftId={draftId} />
          </Tag>
        )
      })}
    </div>
  )
}

function Inlines({ inlines, labels, draftId }: { inlines: readonly Inline[]; labels: readonly (string | null)[] | null; draftId: string }) {
  const { t } = useTranslation()
  let reference = -1
  return inlines.map((inline, index) => {
    if (!isReference(inline)) return <MarkedRun key={`${index}:${inline.text}`} run={inline} />
    reference += 1
    const { target } = inline.crossReference
    const label = labels ? labels[reference] : '…'
    return label
      ? <Link key={`${index}:${target}`} className={css.reference} to={`/drafts/${draftId}#clause-${target}`}>{label}</Link>
      : <span key={`${index}:${target}`}>{t('proposals.goneReference')}</span>
  })
}

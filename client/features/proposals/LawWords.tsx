import { blockText, type Block } from '#domain/text/clauseContent.ts'
import { readCanonical } from '#domain/text/canonical.ts'
import { blockNumbers } from '#domain/text/numbering.ts'
import css from './proposals.module.css'

// A fixed text names the targets of its references, not their numbers, which may have changed since: an arrow stands for them.
const arrow = () => '→'

const classOf: Record<Block['type'], string | undefined> = { heading: css.heading, paragraph: css.paragraph, point: css.point, indent: css.indent, definition: css.point, plain: css.plain }

/** A canonical clause set as law: its own numbers, its own words, no character more or less. */
export function LawWords({ canonical, label }: { canonical: string; label: string | null }) {
  const { blocks } = readCanonical(canonical).content
  const numbers = blockNumbers(blocks)
  return (
    <div className={css.law} lang="en">
      {label && <p className={css.lawLabel}>{label}</p>}
      {blocks.map((block, index) => {
        const Tag = block.type === 'heading' ? 'h3' : 'p'
        const number = numbers[index]?.own
        return <Tag key={block.id} className={classOf[block.type] ?? ''}>{number && <span className={css.lawNumber}>{number}</span>}{blockText(block, arrow)}</Tag>
      })}
    </div>
  )
}

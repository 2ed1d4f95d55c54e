import type { ReactNode } from 'react'
import '#client/editor/law.css'
import { MarkedRun } from '#client/editor/MarkedRun.tsx'
import { cellAttributes } from '#client/editor/tableCells.ts'
import { type CrossReference, type Inline, isReference } from '#domain/text/clauseContent.ts'
import type { BlockType, NodeKind } from '#domain/text/kinds.ts'
import type { CellPlace } from '#domain/text/tables.ts'

interface LawBlockProps {
  readonly kind: NodeKind
  readonly type: BlockType
  readonly id: string
  readonly number: string | null
  /** Where it stands, if it is a cell of a table. */
  readonly place?: CellPlace | null | undefined
  readonly className?: string | undefined
  readonly children: ReactNode
}

/** One block of law in the elements of the draft page, so that it looks as it does there. */
export function LawBlock({ kind, type, id, number, place, className = '', children }: LawBlockProps) {
  const Tag = type !== 'heading' || kind === 'title' ? 'p' : kind === 'chapter' ? 'h2' : 'h3'
  return <Tag data-type={type} data-block={id} className={`law-${type} ${className}`} {...(number !== null && { 'data-number': number })} {...cellAttributes(place)}>{children}</Tag>
}

export type LabelAt = (reference: CrossReference) => string | null

/** One run of words, or a cross-reference by the name that it had then. */
export function InlineWords({ inline, labelAt, broken }: { inline: Inline; labelAt: LabelAt; broken: string }) {
  if (isReference(inline)) {
    const label = labelAt(inline.crossReference)
    return <a href={`#clause-${inline.crossReference.target}`} data-target={inline.crossReference.target} data-form={inline.crossReference.form} data-broken={label === null ? '' : undefined}>{label ?? broken}</a>
  }
  return <MarkedRun run={inline} />
}

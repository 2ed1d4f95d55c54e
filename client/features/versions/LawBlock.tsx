import type { ReactNode } from 'react'
import '#client/editor/law.css'
import { type CrossReference, type Inline, isReference } from '#domain/text/clauseContent.ts'
import type { BlockType, NodeKind } from '#domain/text/kinds.ts'

interface LawBlockProps {
  readonly kind: NodeKind
  readonly type: BlockType
  readonly id: string
  readonly number: string | null
  readonly className?: string | undefined
  readonly children: ReactNode
}

/** One block of law in the elements of the draft page, so that it looks as it does there. */
export function LawBlock({ kind, type, id, number, className = '', children }: LawBlockProps) {
  const Tag = type !== 'heading' || kind === 'title' ? 'p' : kind === 'chapter' ? 'h2' : 'h3'
  return <Tag data-type={type} data-block={id} className={`law-${type} ${className}`} {...(number !== null && { 'data-number': number })}>{children}</Tag>
}

export type LabelAt = (reference: CrossReference) => string | null

/** One run of words, or a cross-reference by the name that it had then. */
export function InlineWords({ inline, labelAt, broken }: { inline: Inline; labelAt: LabelAt; broken: string }) {
  if (isReference(inline)) {
    const label = labelAt(inline.crossReference)
    return <a href={`#clause-${inline.crossReference.target}`} data-target={inline.crossReference.target} data-broken={label === null ? '' : undefined}>{label ?? broken}</a>
  }
  const emphasised = inline.marks?.includes('em') ? <em>{inline.text}</em> : inline.text
  return inline.marks?.includes('strong') ? <strong>{emphasised}</strong> : emphasised
}

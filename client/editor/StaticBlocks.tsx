import { Fragment, type ReactNode } from 'react'
import { type Block, type CrossReference, isReference } from '#domain/text/clauseContent.ts'
import { type CellPlace, cellPlaces, partsOf } from '#domain/text/tables.ts'
import type { TermUse } from '#domain/text/terms.ts'
import { CaretMark, caretClass } from './caretElement.tsx'
import type { Caret } from './editing.ts'
import { useLawLanguage } from './lawLanguage.ts'
import { numbersOf } from './printedNumbers.ts'
import { MarkedRun } from './MarkedRun.tsx'
import type { Highlight } from './highlights.ts'
import { cut } from './pieces.ts'
import { termKey } from './terms.ts'

interface StaticBlocksProps {
  readonly clauseId: string
  readonly kind: string
  readonly blocks: readonly Block[]
  readonly highlights: readonly Highlight[]
  readonly carets: readonly Caret[]
  readonly terms: readonly TermUse[]
  readonly referenceLabel: (reference: CrossReference) => string | null
  /** What is shown for a reference whose target is gone. */
  readonly brokenLabel: (reference: CrossReference) => string
  /** What is printed before each block, where the blocks are not all of their clause. */
  readonly numbers?: readonly (string | null)[]
  /** Where a reference leads; without it, to the provision on this page. */
  readonly hrefOf?: (reference: CrossReference) => string
}

/** The words of a clause as a page: the same elements that the editor writes, so that nothing moves when one replaces the other. */
export function StaticBlocks({ clauseId, kind, blocks, numbers: given, ...drawn }: StaticBlocksProps) {
  const language = useLawLanguage()
  const numbers = given ?? numbersOf(blocks, language, (block) => drawn.referenceLabel({ target: clauseId, block: block.id, form: 'note' }))
  const places = cellPlaces(blocks)
  const shown = blocks.map((block, index): Shown => ({ block, type: block.type, number: numbers[index] ?? null, place: places[index] ?? null }))
  return partsOf(shown).map((part, index) => 'block' in part
    ? <StaticBlock key={part.block.block.id || index} kind={kind} shown={part.block} {...drawn} />
    : (
      <table key={part.rows[0]?.[0]?.block.id || index} className="law-table">
        <thead><Rows rows={part.rows.slice(0, 1)} kind={kind} drawn={drawn} /></thead>
        <tbody><Rows rows={part.rows.slice(1)} kind={kind} drawn={drawn} /></tbody>
      </table>
    ))
}

interface Shown { readonly block: Block; readonly type: Block['type']; readonly number: string | null; readonly place: CellPlace | null }

const Rows = ({ rows, kind, drawn }: { rows: readonly (readonly Shown[])[]; kind: string; drawn: Drawn }) => rows.map((row, line) => (
  <tr key={row[0]?.block.id || line}>{row.map((cell, column) => <StaticBlock key={cell.block.id || column} kind={kind} shown={cell} {...drawn} />)}</tr>
))

function StaticBlock({ kind, shown: { block, number, place }, ...drawn }: Drawn & { kind: string; shown: Shown }) {
  const Tag = place ? (place.isHead ? 'th' : 'td') : block.type !== 'heading' || block.inlines.length === 0 ? 'p' : kind === 'chapter' ? 'h2' : 'h3'
  return (
    <Tag data-type={block.type} data-block={block.id} className={`law-${block.type}`} {...(number && { 'data-number': number })} {...(place && place.spans > 1 && { colSpan: place.spans })} {...(place?.isHead && { 'data-head': '' })}>
      <Inlines block={block} {...drawn} />
      {block.inlines.length === 0 && <br data-not-text />}
    </Tag>
  )
}

type Drawn = Omit<StaticBlocksProps, 'blocks' | 'kind' | 'clauseId' | 'numbers'>

function Inlines({ block, highlights, carets, terms, referenceLabel, brokenLabel, hrefOf }: Drawn & { block: Block }) {
  const marks = highlights.filter(({ blockId }) => blockId === block.id)
  const uses = terms.filter(({ blockId }) => blockId === block.id)
  const heads = carets.filter(({ head }) => head.blockId === block.id)
  const spans = carets.flatMap(({ person, anchor, head }) =>
    anchor.blockId === block.id && head.blockId === block.id && anchor.offset !== head.offset
      ? [{ from: Math.min(anchor.offset, head.offset), to: Math.max(anchor.offset, head.offset), className: `law-selection ${caretClass(person)}` }] : [])
  const cuts = [...marks.flatMap(({ from, to }) => [from, to]), ...spans.flatMap(({ from, to }) => [from, to]), ...uses.flatMap(({ from, to }) => [from, to]), ...heads.map(({ head }) => head.offset)]
  const pieces = cut(block.inlines, cuts)
  const caretsAt = (offset: number) => heads.filter(({ head }) => head.offset === offset).map(({ person }) => <CaretMark key={person.clientId} person={person} />)
  const end = pieces.at(-1)
  return (
    <>
      {pieces.map(({ inline, from, to }) => {
        const mark = marks.findLast((candidate) => candidate.from <= from && candidate.to >= to && to > from)
        const span = spans.find((candidate) => candidate.from <= from && candidate.to >= to && to > from)
        let words: ReactNode = isReference(inline) ? <Reference reference={inline.crossReference} labelOf={referenceLabel} broken={brokenLabel} href={(hrefOf ?? hrefOnPage)(inline.crossReference)} /> : <MarkedRun run={inline} />
        const use = isReference(inline) || inline.href !== undefined ? undefined : uses.find((candidate) => candidate.from <= from && candidate.to >= to && to > from)
        if (use) words = <a className="law-term" data-term={termKey(use.term)} href={`#clause-${use.term.clauseId}`} {...(from !== use.from && { tabIndex: -1 })}>{words}</a>
        if (span) words = <span className={span.className}>{words}</span>
        if (mark) words = <span className={mark.open ? 'law-highlight law-highlight-open' : 'law-highlight'} data-thread={mark.threadId}>{words}</span>
        return <Fragment key={from}>{caretsAt(from)}{words}</Fragment>
      })}
      {caretsAt(end ? end.to : 0)}
    </>
  )
}

const hrefOnPage = ({ target }: CrossReference) => `#clause-${target}`

function Reference({ reference, labelOf, broken, href }: { reference: CrossReference; labelOf: Drawn['referenceLabel']; broken: Drawn['brokenLabel']; href: string }) {
  const label = labelOf(reference)
  return <a className="law-reference" href={href} data-target={reference.target} data-target-block={reference.block ?? undefined} data-form={reference.form} data-broken={label === null ? '' : undefined}>{label ?? broken(reference)}</a>
}

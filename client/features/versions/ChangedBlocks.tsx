import { useTranslation } from 'react-i18next'
import { useLawLanguage } from '#client/editor/lawLanguage.ts'
import { numbersOf } from '#client/editor/printedNumbers.ts'
import type { Block } from '#domain/text/clauseContent.ts'
import { cellPlaces } from '#domain/text/tables.ts'
import css from './law.module.css'
import { InlineWords, type LabelAt, LawBlock } from './LawBlock.tsx'
import type { ClauseAt, ClauseChange } from './shownClauses.ts'

type BlockChange = ClauseChange['blocks'][number]
type Piece = BlockChange['pieces'][number]

/** The words of a clause with what changed in them: deleted ones struck through, inserted ones underlined, a bar beside each block that changed. */
export function ChangedBlocks({ clause, change, labelAt }: { clause: ClauseAt; change: ClauseChange | null; labelAt: LabelAt }) {
  const language = useLawLanguage()
  const changes = change?.blocks ?? []
  if (changes.length === 0) return <PlainBlocks clause={clause} labelAt={labelAt} />
  const standingBlocks = changes.filter((block) => block.change !== 'removed')
  const numbers = numbersOf(standingBlocks, language, ({ id }) => labelAt({ target: clause.id, block: id, form: 'note' }))
  const places = cellPlaces(standingBlocks)
  const contents = new Map(clause.content.blocks.map((block) => [block.id, block]))
  let standing = -1
  return changes.map((block, index) => {
    if (block.change !== 'removed') standing += 1
    const number = block.change === 'removed' ? null : numbers[standing] ?? null
    const place = block.change === 'removed' ? null : places[standing]
    return (
      <LawBlock key={`${index}:${block.id}`} kind={clause.kind} type={block.type} id={block.id} number={number} place={place} className={block.change === 'same' ? '' : css.changed}>
        <BlockWords block={block} content={contents.get(block.id)} labelAt={labelAt} />
      </LawBlock>
    )
  })
}

function PlainBlocks({ clause: { id: clauseId, kind, content }, labelAt }: { clause: ClauseAt; labelAt: LabelAt }) {
  const language = useLawLanguage()
  const numbers = numbersOf(content.blocks, language, ({ id }) => labelAt({ target: clauseId, block: id, form: 'note' }))
  const places = cellPlaces(content.blocks)
  return content.blocks.map((block, index) => (
    <LawBlock key={`${index}:${block.id}`} kind={kind} type={block.type} id={block.id} number={numbers[index] ?? null} place={places[index]}><PlainWords block={block} labelAt={labelAt} /></LawBlock>
  ))
}

function PlainWords({ block, labelAt }: { block: Pick<Block, 'inlines'>; labelAt: LabelAt }) {
  const { t } = useTranslation()
  if (block.inlines.length === 0) return <br />
  return block.inlines.map((inline, index) => <InlineWords key={index} inline={inline} labelAt={labelAt} broken={t('versions.brokenReference')} />)
}

function BlockWords({ block, content, labelAt }: { block: BlockChange; content: ClauseAt['content']['blocks'][number] | undefined; labelAt: LabelAt }) {
  const { t } = useTranslation()
  const isOfWords = block.pieces.some(({ kind }) => kind !== 'same')
  if (isOfWords) return block.pieces.map((piece, index) => <PieceWords key={index} piece={piece} />)
  const words = content ? <PlainWords block={content} labelAt={labelAt} /> : block.pieces.map(({ text }) => text).join('')
  if (block.change === 'same' || block.change === 'added') return words
  // A block that was only moved, or set otherwise, has the same words: what happened to it is said after them.
  return <>{words} <span className={css.note}>{t(block.change === 'moved' ? 'versions.blockMoved' : block.change === 'removed' ? 'versions.blockRemoved' : 'versions.blockReset')}</span></>
}

function PieceWords({ piece: { kind, text } }: { piece: Piece }) {
  const { t } = useTranslation()
  if (kind === 'same') return text
  const Tag = kind === 'added' ? 'ins' : 'del'
  return <Tag className={css[kind]}><span className="visually-hidden">{t(kind === 'added' ? 'versions.inserted' : 'versions.deleted')} </span>{text}<span className="visually-hidden">{t('versions.endOfChange')}</span></Tag>
}

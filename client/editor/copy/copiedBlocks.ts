import type { Fragment } from 'prosemirror-model'
import type { EditorView } from 'prosemirror-view'
import type { Block, Inline } from '#domain/text/clauseContent.ts'
import { type CopiedBlock, type CopiedProvision, type CopyWords, inlinesText, lawHtml, lawText, pieceHtml } from '#domain/text/copied.ts'
import type { NodeKind } from '#domain/text/kinds.ts'
import { blockOf } from '../blockNodes.ts'
import type { Editing } from '../editing.ts'
import { numbersOf } from '../printedNumbers.ts'
import { addressOf } from './copyLaw.ts'

/** Out of which clause something is copied. */
export interface CopySource { readonly editing: Editing; readonly clauseId: string; readonly kind: NodeKind; readonly view: EditorView }

const wordsOf = ({ language, referenceLabel, words }: Editing): CopyWords => ({ language: language(), labelOf: referenceLabel, brokenReference: words.brokenReference, addressOf })

/** The copied blocks as a provision. */
function provisionOf(content: Fragment, { editing, clauseId, kind, view }: CopySource): CopiedProvision {
  const all: Block[] = []
  view.state.doc.forEach((node) => { all.push(blockOf(node)) })
  const labelOf = (id: string) => editing.referenceLabel({ target: clauseId, block: id, form: 'note' })
  const numbers = new Map(numbersOf(all, editing.language(), ({ id }) => labelOf(id)).map((number, index) => [all[index]?.id, number]))
  const beginsInside = view.state.selection.$from.parentOffset > 0
  const blocks: CopiedBlock[] = []
  content.forEach((node) => {
    const block = blockOf(node)
    blocks.push({ block, number: blocks.length === 0 && beginsInside ? null : numbers.get(block.id) ?? null })
  })
  const isWhole = blocks.length > 1 && !beginsInside && blocks[0]?.block.type === 'heading' && blocks[0].block.id === all[0]?.id
  return { kind, isWhole, label: isWhole ? editing.captionOf(clauseId) : null, blocks }
}

/** The words, where they are but a piece of one block. */
function pieceOf(content: Fragment, { view }: CopySource): readonly Inline[] | null {
  const only = content.childCount === 1 ? content.firstChild : null
  const whole = view.state.selection.$from.parent
  return only?.isTextblock && only.type === whole.type && only.content.size < whole.content.size ? blockOf(only).inlines : null
}

export function copiedHtml(content: Fragment, source: CopySource): string {
  const piece = pieceOf(content, source)
  return piece ? pieceHtml(piece, wordsOf(source.editing)) : lawHtml([provisionOf(content, source)], wordsOf(source.editing))
}

export function copiedText(content: Fragment, source: CopySource): string {
  const piece = pieceOf(content, source)
  return piece ? inlinesText(piece, wordsOf(source.editing)) : lawText([provisionOf(content, source)], wordsOf(source.editing))
}

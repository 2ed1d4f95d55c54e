import { offsetIn } from './domPlace.ts'

/** Words that a reader or writer has marked with the ordinary selection, in one block of one clause. */
export interface SelectedWords {
  readonly clauseId: string
  readonly blockId: string
  /** Offsets in the block's text; a cross-reference counts as one character, as in the shared text. */
  readonly from: number
  readonly to: number
  readonly quote: string
}

const blockOf = (node: Node | null): Element | null => {
  const element = node instanceof Element ? node : node?.parentElement
  return element?.closest('[data-block]') ?? null
}

/** What is marked now, cut to the block where the marking starts; null when nothing in the law is marked. */
export function selectedWords(selection: Selection | null): SelectedWords | null {
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null
  const range = selection.getRangeAt(0)
  const block = blockOf(range.startContainer)
  const clauseId = block?.closest('[data-clause]')?.getAttribute('data-clause')
  const blockId = block?.getAttribute('data-block')
  if (!block || !clauseId || !blockId) return null
  const from = offsetIn(block, range.startContainer, range.startOffset)
  const to = block.contains(range.endContainer) ? offsetIn(block, range.endContainer, range.endOffset) : offsetIn(block, block, block.childNodes.length)
  const quote = selection.toString().split('\n')[0] ?? ''
  return to > from && quote.trim() !== '' ? { clauseId, blockId, from, to, quote } : null
}

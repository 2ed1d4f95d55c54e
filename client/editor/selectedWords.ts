/** Words that a reader or writer has marked with the ordinary selection, in one block of one clause. */
export interface SelectedWords {
  readonly clauseId: string
  readonly blockId: string
  /** Offsets in the block's text; a cross-reference counts as one character, as in the shared text. */
  readonly from: number
  readonly to: number
  readonly quote: string
}

export const isForeign = (element: Element) => element.hasAttribute('data-not-text') || element.classList.contains('ProseMirror-widget') || element.classList.contains('ProseMirror-separator')

/** Length of the block's text before a DOM place. One way for the editor and for the plain page, because both draw blocks alike. */
export function offsetIn(block: Element, node: Node, offset: number): number {
  let count = 0
  let found = false
  const visit = (current: Node) => {
    if (found) return
    if (current === node && current.nodeType === Node.TEXT_NODE) {
      count += offset
      found = true
      return
    }
    if (current.nodeType === Node.TEXT_NODE) {
      count += current.textContent?.length ?? 0
      return
    }
    if (!(current instanceof Element) || isForeign(current)) {
      if (current === node || current.contains(node)) found = true
      return
    }
    if (current.hasAttribute('data-target')) {
      if (current === node || current.contains(node)) found = true
      else count += 1
      return
    }
    const children = [...current.childNodes]
    for (let i = 0; i < children.length; i += 1) {
      if (current === node && i === offset) found = true
      const child = children[i]
      if (found || !child) return
      visit(child)
    }
    if (current === node) found = true
  }
  visit(block)
  return count
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

export const blockElement = ({ clauseId, blockId }: { readonly clauseId: string; readonly blockId: string }): HTMLElement | null =>
  blockId === '' ? null : document.querySelector<HTMLElement>(`[data-clause="${CSS.escape(clauseId)}"] [data-block="${CSS.escape(blockId)}"]`)

const isForeign = (element: Element) => element.hasAttribute('data-not-text') || element.classList.contains('ProseMirror-widget') || element.classList.contains('ProseMirror-separator')

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

/** Where in the page a place of a block's text is: the other way round than `offsetIn`, for the editor and the plain page alike. */
export function domPlace(block: Element, offset: number): { readonly node: Node; readonly offset: number } {
  let rest = offset
  const visit = (parent: Element): { node: Node; offset: number } | null => {
    for (const [index, child] of [...parent.childNodes].entries()) {
      if (child.nodeType === Node.TEXT_NODE) {
        const length = child.textContent?.length ?? 0
        if (rest <= length) return { node: child, offset: rest }
        rest -= length
      } else if (child instanceof Element && child.hasAttribute('data-target')) {
        if (rest === 0) return { node: parent, offset: index }
        rest -= 1
        if (rest === 0) return { node: parent, offset: index + 1 }
      } else if (child instanceof Element && !isForeign(child)) {
        const found = visit(child)
        if (found) return found
      }
    }
    return null
  }
  return visit(block) ?? { node: block, offset: block.childNodes.length }
}

export function rangeOf(block: Element, from: number, to: number): Range {
  const range = document.createRange()
  const start = domPlace(block, from)
  const end = domPlace(block, to)
  range.setStart(start.node, start.offset)
  range.setEnd(end.node, end.offset)
  return range
}

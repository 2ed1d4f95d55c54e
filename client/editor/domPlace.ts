import { isForeign } from './selectedWords.ts'

export const blockElement = ({ clauseId, blockId }: { readonly clauseId: string; readonly blockId: string }): HTMLElement | null =>
  blockId === '' ? null : document.querySelector<HTMLElement>(`[data-clause="${CSS.escape(clauseId)}"] [data-block="${CSS.escape(blockId)}"]`)

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

import { isForeign } from './selectedWords.ts'

/** Words to be shown: `from` = `to` means a caret there, with its block lit up for a moment; an empty block means the whole clause. */
export interface ShownPlace { readonly clauseId: string; readonly blockId: string; readonly from: number; readonly to: number }

const redrawnWithinMs = 1500
// Long enough to be found by the eye after the page has jumped.
const litMs = 1600
const acts = ['keydown', 'pointerdown', 'wheel'] as const

export const blockElement = ({ clauseId, blockId }: Pick<ShownPlace, 'clauseId' | 'blockId'>): HTMLElement | null =>
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

function mark(place: ShownPlace): Element | null {
  const block = blockElement(place)
  if (!block) return null
  const editor = block.closest<HTMLElement>('.ProseMirror')
  const focusable = editor ?? block.closest<HTMLElement>('[data-clause]')
  focusable?.focus({ preventScroll: true })
  const range = rangeOf(block, place.from, place.to)
  if (place.from === place.to) lightUp(block)
  document.getSelection()?.setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset)
  return block
}

/** Only colour changes, and nothing of the element itself, which an editor would take for a change of its words. */
function lightUp(block: Element) {
  block.animate([{ backgroundColor: 'var(--pl-hl-active)' }, { backgroundColor: 'var(--pl-hl)', offset: 0.6 }, { backgroundColor: 'transparent' }], { duration: litMs, easing: 'ease-out' })
}

/**
 * Scrolls to words of the law and marks them with the ordinary selection, or puts the caret there, the focus with them. A clause that comes near the screen is
 * drawn anew as an editor: its words are marked again then, until the person does something or other words are marked.
 */
export function showPlace(place: ShownPlace): void {
  const scroll = () => (blockElement(place) ?? document.getElementById(`clause-${place.clauseId}`))?.scrollIntoView({ block: place.blockId === '' ? 'start' : 'center' })
  scroll()
  let marked = mark(place)
  if (!marked) document.getElementById(`clause-${place.clauseId}`)?.focus({ preventScroll: true })
  const observer = new MutationObserver(() => {
    if (place.blockId === '' || marked?.isConnected) return
    if (marked && document.getSelection()?.anchorNode?.parentElement?.closest('[data-block]')) return stop()
    scroll()
    marked = mark(place)
  })
  observer.observe(document.getElementById('main') ?? document.body, { childList: true, subtree: true })
  const stop = () => {
    clearTimeout(timer)
    observer.disconnect()
    for (const act of acts) window.removeEventListener(act, next)
  }
  // The key that led here is still on its way to the window.
  const since = performance.now()
  const next = ({ timeStamp }: Event) => { if (timeStamp > since) stop() }
  const timer = setTimeout(stop, redrawnWithinMs)
  for (const act of acts) window.addEventListener(act, next, { passive: true })
}

import { blockElement, rangeOf } from './domPlace.ts'

/** Words to be shown: `from` = `to` means a caret there, with its block lit up for a moment; an empty block means the whole clause. */
export interface ShownPlace { readonly clauseId: string; readonly blockId: string; readonly from: number; readonly to: number }

const redrawnWithinMs = 1500
// Long enough to be found by the eye after the page has jumped.
const litMs = 1600
const acts = ['keydown', 'pointerdown', 'wheel'] as const

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

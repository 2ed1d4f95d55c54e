import { blockElement, rangeOf } from '#client/editor/domPlace.ts'
import type { Hit } from '#domain/text/find.ts'

/** So many are painted around the one in hand: what is further away is not on the screen. */
const mostPainted = 400

const names = { others: 'law-found', here: 'law-found-here' }
const canPaint = () => typeof CSS !== 'undefined' && 'highlights' in CSS && typeof Highlight !== 'undefined'

/**
 * Paints what was found over the words, without an element of them changing (CSS custom highlights); a browser that has none shows the
 * one in hand by scrolling to it. Painted anew whenever the words are drawn anew. Gives the way to take it off.
 */
export function paintHits(hits: readonly Hit[], current: number): () => void {
  if (!canPaint()) return () => {}
  let frame = 0
  const paint = () => {
    frame = 0
    const first = Math.max(0, current - mostPainted / 2)
    const painted = { others: new Highlight(), here: new Highlight() }
    for (const hit of hits.slice(first, first + mostPainted)) {
      const block = blockElement(hit)
      if (block) painted[hit === hits[current] ? 'here' : 'others'].add(rangeOf(block, hit.from, hit.to))
    }
    CSS.highlights.set(names.others, painted.others)
    CSS.highlights.set(names.here, painted.here)
  }
  const observer = new MutationObserver(() => { frame ||= requestAnimationFrame(paint) })
  observer.observe(document.getElementById('main') ?? document.body, { childList: true, subtree: true, characterData: true })
  paint()
  return () => {
    cancelAnimationFrame(frame)
    observer.disconnect()
    for (const name of Object.values(names)) CSS.highlights.delete(name)
  }
}

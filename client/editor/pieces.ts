import { type Inline, isReference } from '#domain/text/clauseContent.ts'

interface Piece { readonly inline: Inline; readonly from: number; readonly to: number }

/** Cuts runs of words at the given offsets, so that every piece lies wholly inside or outside of each mark. */
export function cut(inlines: readonly Inline[], offsets: readonly number[]): Piece[] {
  const pieces: Piece[] = []
  let at = 0
  for (const inline of inlines) {
    if (isReference(inline)) {
      pieces.push({ inline, from: at, to: at + 1 })
      at += 1
      continue
    }
    const end = at + inline.text.length
    const stops = [...new Set([...offsets.filter((offset) => offset > at && offset < end), end])].sort((a, b) => a - b)
    let from = at
    for (const to of stops) {
      pieces.push({ inline: { ...inline, text: inline.text.slice(from - at, to - at) }, from, to })
      from = to
    }
    at = end
  }
  return pieces
}

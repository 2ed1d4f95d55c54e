/** Longest quote that is looked for by likeness: the search costs quote × text steps. */
const longestQuote = 400
/** Share of a quote's characters that may differ; above it, other words would be passed off as the ones commented on. */
const tolerance = 0.3

interface Cell { readonly cost: number; readonly start: number }

/**
 * The stretch of `text` that is closest to `quote` by edit distance (Sellers' algorithm, 1980), if at most 30 % of the quote's
 * characters differ; the earliest among equals. Null when there is none, or the quote is too short (under 4) or too long to tell.
 */
export function closestWords(text: string, quote: string): { from: number; to: number } | null {
  if (quote.length < 4 || quote.length > longestQuote) return null
  let row: Cell[] = Array.from({ length: text.length + 1 }, (_, start) => ({ cost: 0, start }))
  for (let q = 1; q <= quote.length; q += 1) row = nextRow(row, text, quote.charAt(q - 1), q)
  const ends = row.map((cell, to) => ({ ...cell, to }))
  const best = ends.reduce((found, end) => (end.cost < found.cost ? end : found))
  return best.cost <= quote.length * tolerance && best.start < best.to ? { from: best.start, to: best.to } : null
}

function nextRow(above: readonly Cell[], text: string, character: string, q: number): Cell[] {
  const row: Cell[] = [{ cost: q, start: 0 }]
  for (let t = 1; t < above.length; t += 1) {
    const diagonal = step(above[t - 1], text.charAt(t - 1) === character ? 0 : 1)
    const up = step(above[t], 1)
    const left = step(row[t - 1], 1)
    row.push([diagonal, up, left].reduce((best, cell) => (cell.cost < best.cost ? cell : best)))
  }
  return row
}

const step = (cell: Cell | undefined, cost: number): Cell => ({ cost: (cell?.cost ?? Number.POSITIVE_INFINITY) + cost, start: cell?.start ?? 0 })

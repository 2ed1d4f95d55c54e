/** Longest quote that is looked for by likeness: the search costs quote × text steps (400 × 5,000: 13 ms). */
const longestQuote = 400
/** Share of a quote's characters that may differ; above it, other words would be passed off as the ones commented on. */
const tolerance = 0.3

export interface ClosestWords { readonly from: number; readonly to: number; /** Characters that differ. */ readonly cost: number }

/**
 * The stretch of `text` that is closest to `quote` by edit distance (Sellers' algorithm, 1980), if at most 30 % of the quote's
 * characters differ; the earliest among equals. Null when there is none, or the quote is too short (under 4) or too long to tell.
 */
export function closestWords(text: string, quote: string): ClosestWords | null {
  if (quote.length < 4 || quote.length > longestQuote) return null
  const { costs, starts } = lastRow(text, quote)
  const to = costs.reduce((best, cost, end) => (cost < (costs[best] ?? 0) ? end : best), 0)
  const from = starts[to] ?? 0
  const cost = costs[to] ?? quote.length
  return cost <= quote.length * tolerance && from < to ? { from, to, cost } : null
}

/** For each end in `text`: the cost of the best stretch that ends there, and where it starts. Typed arrays: an orphan is looked for at every change. */
function lastRow(text: string, quote: string): { costs: Int32Array; starts: Int32Array } {
  const width = text.length + 1
  const costs = new Int32Array(width)
  const starts = Int32Array.from({ length: width }, (_, start) => start)
  for (let q = 1; q <= quote.length; q += 1) {
    let diagonalCost = costs[0] ?? 0
    let diagonalStart = starts[0] ?? 0
    costs[0] = q
    for (let t = 1; t < width; t += 1) {
      const aboveCost = costs[t] ?? 0
      const aboveStart = starts[t] ?? 0
      const replaced = diagonalCost + (text.charCodeAt(t - 1) === quote.charCodeAt(q - 1) ? 0 : 1)
      const shorter = aboveCost + 1
      const longer = (costs[t - 1] ?? 0) + 1
      const cost = Math.min(replaced, shorter, longer)
      costs[t] = cost
      starts[t] = cost === replaced ? diagonalStart : cost === shorter ? aboveStart : (starts[t - 1] ?? 0)
      diagonalCost = aboveCost
      diagonalStart = aboveStart
    }
  }
  return { costs, starts }
}

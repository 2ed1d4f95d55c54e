import type { CSSProperties } from 'react'

const charactersInLine = 60
const gapInLines = 0.6

/**
 * How many lines a clause (one block a line) will roughly take, in a column as wide as the measure: the room it is given while it is far from the screen,
 * until the browser has drawn it once and knows better. Rather too many than too few: what does not fit would lie over the next clause. `draft.module.css` makes a height of it.
 */
export const roughSize = (words: string): CSSProperties => {
  const lines = words.split('\n').reduce((sum, { length }) => sum + Math.max(1, Math.ceil(length / charactersInLine)) + gapInLines, 0)
  return { '--lines': lines.toFixed(1) } as CSSProperties
}

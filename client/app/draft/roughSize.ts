import type { CSSProperties } from 'react'
import type { ClauseReading } from '#client/editor/draftText.ts'
import { type ClauseContent, plainText } from '#domain/text/clauseContent.ts'

const charactersInLine = 60
const gapInLines = 0.6

/** How many lines words (one block a line) will roughly take, in a column as wide as the measure. Rather too many than too few: what does not fit would lie over the next clause. */
export const linesIn = (words: string): number =>
  words.split('\n').reduce((sum, { length }) => sum + Math.max(1, Math.ceil(length / charactersInLine)) + gapInLines, 0)

const known = new WeakMap<ClauseContent, number>()
/** The same for a clause, reckoned once. */
export function roughLines(content: ClauseContent): number {
  const lines = known.get(content) ?? linesIn(plainText(content))
  known.set(content, lines)
  return lines
}

/** The room that a clause is given while it is far from the screen, until the browser has drawn it once and knows better: `draft.module.css` makes a height of it. */
export const roughSize = (lines: number): CSSProperties => ({ '--lines': lines.toFixed(1) } as CSSProperties)

/** The same for clauses that follow each other. */
export const roughSizeOf = (clauses: readonly ClauseReading[]): CSSProperties => ({
  ...roughSize(clauses.reduce((sum, { content }) => sum + roughLines(content), 0)),
  '--clauses': clauses.length, '--provisions': clauses.filter(({ kind }) => kind === 'article' || kind === 'annex').length,
} as CSSProperties)

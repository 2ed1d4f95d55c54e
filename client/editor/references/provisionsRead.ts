import type { Provisions } from '#domain/text/numbering.ts'
import type { ClauseReading } from '../draftText.ts'

/** What labels are made from, of a reading of the draft. */
export const provisionsRead = (clauses: readonly ClauseReading[]): Provisions => ({
  numbers: new Map(clauses.flatMap(({ id, number }) => (number === null ? [] : [[id, number] as const]))),
  kinds: new Map(clauses.map(({ id, kind }) => [id, kind])),
  contents: new Map(clauses.map(({ id, content }) => [id, content])),
})

/** For which proposal a clause rests. `place`: it may not be deleted or moved, its words may be written; `words`: neither. */
export interface Rest { readonly proposalId: string; readonly keeps: 'words' | 'place' }

/** What rests in all; a clause that rests for its words and for its place rests for its words, which holds the place too. */
export function restsIn(entries: Iterable<readonly [string, Rest]>): Map<string, Rest> {
  const rests = new Map<string, Rest>()
  for (const [clauseId, rest] of entries) if (rest.keeps === 'words' || !rests.has(clauseId)) rests.set(clauseId, rest)
  return rests
}

/** The same value with the keys of its objects in the order of their code units, at every depth. */
export function withSortedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withSortedKeys)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, withSortedKeys(inner)]))
}

/** JSON whose bytes depend on what it says alone, not on the order in which it was written. In: what JSON can say. */
export const canonicalJson = (value: unknown): string => JSON.stringify(withSortedKeys(value))

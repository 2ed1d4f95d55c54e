import { diffArrays } from 'diff'

/** Those of `ids` that are among `others` too, in their own order. */
const common = (ids: readonly string[], others: readonly string[]) => { const known = new Set(others); return ids.filter((id) => known.has(id)) }

/** The fewest of the common elements that must move to turn one order into the other. */
export function outOfOrder(from: readonly string[], to: readonly string[]): Set<string> {
  const changes = diffArrays(common(from, to), common(to, from))
  return new Set(changes.filter(({ added }) => added).flatMap(({ value }) => value))
}

/** All elements in the later order, each that is gone right after the one it followed. */
export function inOrder(from: readonly string[], to: readonly string[]): string[] {
  const kept = new Set(to)
  const goneAfter = new Map<string | null, string[]>()
  let last: string | null = null
  for (const id of from) {
    if (kept.has(id)) last = id
    else goneAfter.set(last, [...goneAfter.get(last) ?? [], id])
  }
  return [...goneAfter.get(null) ?? [], ...to.flatMap((id) => [id, ...goneAfter.get(id) ?? []])]
}

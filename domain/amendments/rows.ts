import type { ProvisionText } from '../text/draftText.ts'
import type { NodeKind } from '../text/kinds.ts'
import { sections } from '../text/treeNode.ts'

/** Ids of the provisions that stand in one row, in their order: children of one parent in one section. */
type Row = readonly string[]
type Placed = Pick<ProvisionText, 'id' | 'kind' | 'parent'>

/** The row in which a provision of some kind stands under a parent. */
export const rowKey = (parent: string | null, kind: NodeKind) => `${sections[kind]}/${parent ?? ''}`

/** The rows of a draft, by `rowKey`. */
export const rowOf = (nodes: readonly Placed[]): Map<string, string[]> =>
  new Map([...groupedBy(nodes, ({ parent, kind }) => rowKey(parent, kind))].map(([key, row]) => [key, row.map(({ id }) => id)]))

/** What has the same key, in its order. */
export function groupedBy<T, K>(all: readonly T[], keyOf: (each: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>()
  for (const each of all) {
    const key = keyOf(each)
    const group = groups.get(key)
    if (group) group.push(each)
    else groups.set(key, [each])
  }
  return groups
}

/** What goes into a row: behind `after`, or at its beginning; those behind the same one in the order of their ranks. */
export interface Going { readonly id: string; readonly after: string | null; readonly rank: number }

/** A row with what goes into it. Throws RangeError when something is to stand behind what is not there. */
export function arranged(row: Row, going: readonly Going[]): string[] {
  const known = new Set<string | null>([null, ...row])
  for (const { id, after } of going) if (!known.has(after)) throw new RangeError(`The place of ${id} is gone: ${after} is not there`)
  const followers = groupedBy([...going].sort((a, b) => a.rank - b.rank || (a.id < b.id ? -1 : 1)), ({ after }) => after)
  const idsBehind = (after: string | null) => (followers.get(after) ?? []).map(({ id }) => id)
  return [...idsBehind(null), ...row.flatMap((id) => [id, ...idsBehind(id)])]
}

import { canonicalClause } from '../text/canonical.ts'
import type { ProvisionText } from '../text/draftText.ts'
import type { ClauseInserted, ClauseMoved, Hunk } from './hunks.ts'
import { type Going, rowKey, rowOf } from './rows.ts'
import type { Rebased, Stand } from './threeWay.ts'

type Row = readonly string[]
/** A row as it was and as it is, to be compared; `now` is where something is put: the row as it stands. */
interface Rows { readonly was: Row; readonly is: Row; readonly now: Row }

/**
 * How something that is put into a row, or moved within it, stands to the row as it has become. Clean: what it stands behind is there and
 * is followed by what followed it before (nobody else put anything in at this point), and nobody else moved it. In: everything that
 * the same amendment puts into the row, and the ids of what it takes out. Out: with it, what it stands behind now that some of the others may be there.
 */
export function standOfPlace(item: Going, own: readonly Going[], leaving: readonly string[], { was, is, now }: Rows): { readonly stand: Stand; readonly after: string | null } {
  const after = lastBehind(item, own, now)
  if (now.includes(item.id) && isBehind(item, own, now)) return { stand: 'done', after }
  const others = new Set([...own.map(({ id }) => id), ...leaving])
  const isThere = item.after === null || now.includes(item.after)
  const both = { was: was.filter((id) => !others.has(id) && is.includes(id)), is: is.filter((id) => !others.has(id)) }
  const isPlaceKept = isThere && neighbour(both.was, item.after, 1) === neighbour(both.is, item.after, 1)
  return { stand: isPlaceKept && isWhereItWas(item.id, others, was, is) ? 'clean' : 'conflict', after }
}

const neighbour = (row: Row, id: string | null, step: 1 | -1) => row[(id === null ? -1 : row.indexOf(id)) + step] ?? null

/** Whether what is to be moved has the neighbours that it had, of all that are still there. True for what is new. */
function isWhereItWas(id: string, own: ReadonlySet<string>, base: Row, main: Row): boolean {
  if (!base.includes(id)) return true
  if (!main.includes(id)) return false
  const stays = (row: Row, other: Row) => row.filter((each) => each === id || (!own.has(each) && other.includes(each)))
  const [was, is] = [stays(base, main), stays(main, base)]
  return neighbour(was, id, 1) === neighbour(is, id, 1) && neighbour(was, id, -1) === neighbour(is, id, -1)
}

const isBefore = (item: Going, id: string | undefined, own: readonly Going[]) => own.some((other) => other.id === id && other.after === item.after && other.rank < item.rank)

function isBehind(item: Going, own: readonly Going[], row: Row): boolean {
  let at = row.indexOf(item.id) - 1
  while (isBefore(item, row[at], own)) at -= 1
  return (row[at] ?? null) === item.after
}

/** The last of what the same amendment has put before it at this point already, or else what they all stand behind. */
function lastBehind(item: Going, own: readonly Going[], row: Row): string | null {
  let at = item.after === null ? -1 : row.indexOf(item.after)
  while (isBefore(item, row[at + 1], own)) at += 1
  return row[at] ?? null
}

/** The same for a provision, whose row is that of its kind under its parent. */
export function standOfClausePlace(hunk: ClauseInserted | ClauseMoved, hunks: readonly Hunk[], base: readonly ProvisionText[], main: readonly ProvisionText[]): Rebased {
  const { clauseId, nodeKind, parent } = hunk
  const conflict: Rebased = { hunk, stand: 'conflict', on: null, needs: null }
  const going = hunks.filter((each) => each.kind === 'clauseInserted' || each.kind === 'clauseMoved')
  const [was, is] = [base, main].map((nodes) => nodes.find(({ id }) => id === clauseId))
  if (hunk.kind === 'clauseInserted' && is?.kind === nodeKind) {
    return canonicalClause(nodeKind, is.content) === canonicalClause(nodeKind, hunk.content) ? { ...conflict, stand: 'done' } : conflict
  }
  if (hunk.kind === 'clauseMoved' && is?.kind !== nodeKind) return conflict
  // The chapter it lay in may be gone because another piece of the same amendment took it out.
  const isFreed = is?.parent === null && hunks.some((each) => each.kind === 'clauseRemoved' && each.clauseId === was?.parent)
  if (hunk.kind === 'clauseMoved' && is?.parent !== was?.parent && is?.parent !== parent && !isFreed) return conflict
  const isParentThere = parent === null || main.some(({ id, kind }) => id === parent && kind === 'chapter')
  const chapter = hunks.find((each) => each.kind === 'clauseInserted' && each.clauseId === parent)
  if (!isParentThere) return chapter ? { hunk, stand: 'clean', on: hunk, needs: chapter.id } : conflict
  const key = rowKey(parent, nodeKind)
  const own = going.filter((each) => rowKey(each.parent, each.nodeKind) === key).map(({ clauseId: id, after, rank }) => ({ id, after, rank }))
  const [before, after] = [rowOf(base), rowOf(main)]
  // What lies in a chapter that the same amendment takes out will stand in its place, and does when that piece was accepted first.
  const opened = (rows: ReadonlyMap<string, Row>) => (rows.get(key) ?? []).flatMap((id) => hunks.some((each) => each.kind === 'clauseRemoved' && each.clauseId === id && each.nodeKind === 'chapter') ? rows.get(rowKey(id, 'article')) ?? [] : [id])
  const leaving = hunks.flatMap((each) => each.kind === 'clauseRemoved' || each.kind === 'clauseMoved' ? [each.clauseId] : [])
  const item = { id: clauseId, after: hunk.after, rank: hunk.rank }
  const { stand, after: behind } = standOfPlace(item, own, leaving, { was: opened(before), is: opened(after), now: after.get(key) ?? [] })
  if (stand !== 'clean') return { ...conflict, stand }
  // What stands there as another kind of provision has to go first.
  const other = hunk.kind === 'clauseInserted' && is ? hunks.find((each) => each.kind === 'clauseRemoved' && each.clauseId === clauseId) : undefined
  return is && hunk.kind === 'clauseInserted' && !other ? conflict : { hunk, stand, on: { ...hunk, after: behind }, needs: other?.id ?? null }
}

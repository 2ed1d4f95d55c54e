import { generateKeyBetween, generateNKeysBetween } from 'fractional-indexing'
import type { ProvisionText } from '../text/draftText.ts'
import { provisionTexts } from '../text/draftText.ts'
import { nodeNumbers } from '../text/numbering.ts'
import { isOrderKey } from '../text/placeNodes.ts'
import { treeFrom } from '../text/tree.ts'
import { flatten } from '../text/treeNode.ts'
import { applyToBlocks } from './applyToBlocks.ts'
import type { ClauseInserted, ClauseMoved, ClauseRemoved, Hunk } from './hunks.ts'
import { arranged, groupedBy, rowKey, rowOf } from './rows.ts'

type Node = Pick<ProvisionText, 'id' | 'kind' | 'parent' | 'order' | 'content'>

/**
 * The text that some hunks of a difference give on the text from which it was computed: all of them the later text, a part of them what
 * they name and nothing else, in whatever order they are listed. Articles of a chapter that is taken out stand where it stood; those put into
 * a chapter that is not there come last. Throws RangeError for a hunk that does not fit: other words, a clause, block or place that is gone.
 */
export function applyHunks(base: readonly ProvisionText[], hunks: readonly Hunk[]): ProvisionText[] {
  const ofClauses = hunks.filter((hunk) => hunk.kind === 'clauseInserted' || hunk.kind === 'clauseMoved' || hunk.kind === 'clauseRemoved')
  const ofBlocks = groupedBy(hunks.filter((hunk) => 'blockId' in hunk), ({ clauseId }) => clauseId)
  const known = new Set(base.map(({ id }) => id))
  for (const clauseId of ofBlocks.keys()) if (!known.has(clauseId)) throw new RangeError(`The clause ${clauseId} is gone`)
  const worded = base.map((node): Node => {
    const own = ofBlocks.get(node.id)
    return own ? { ...node, content: { blocks: applyToBlocks(node.content.blocks, own) } } : node
  })
  return read(ofClauses.length === 0 ? worded : placed(worded, ofClauses))
}

function placed(nodes: readonly Node[], hunks: readonly (ClauseInserted | ClauseMoved | ClauseRemoved)[]): Node[] {
  const before = new Map(nodes.map((node) => [node.id, node]))
  const removed = new Set(hunks.flatMap(({ kind, clauseId }) => kind === 'clauseRemoved' ? [clauseId] : []))
  const going = hunks.filter((hunk) => hunk.kind !== 'clauseRemoved')
  for (const { kind, clauseId } of hunks) {
    const isThere = before.has(clauseId) && !(kind === 'clauseInserted' && removed.has(clauseId))
    if (isThere === (kind === 'clauseInserted')) throw new RangeError(`The clause ${clauseId} is ${isThere ? 'there already' : 'gone'}`)
  }
  const contents = new Map([...before.values(), ...going.map((hunk): Node => hunk.kind === 'clauseInserted'
    ? { id: hunk.clauseId, kind: hunk.nodeKind, parent: hunk.parent, order: '', content: hunk.content }
    : { ...before.get(hunk.clauseId) ?? { id: hunk.clauseId, kind: hunk.nodeKind, order: '', content: { blocks: [] } }, parent: hunk.parent })].map((node) => [node.id, node]))
  const away = new Set([...removed, ...going.map(({ clauseId }) => clauseId)])
  const isChapter = (id: string | null) => id === null || ((!removed.has(id) || going.some(({ clauseId }) => clauseId === id)) && contents.get(id)?.kind === 'chapter')
  const rows = rowOf(nodes)
  const stays = (key: string): string[] => (rows.get(key) ?? []).flatMap((id) => isChapter(id) || !removed.has(id) ? [id] : stays(rowKey(id, 'article')))
    .filter((id) => !away.has(id))
  const keys = new Set([...rows.keys(), ...going.map(({ parent, nodeKind }) => rowKey(isChapter(parent) ? parent : null, nodeKind))])
  return [...keys].flatMap((key) => {
    const parent = key.slice(key.indexOf('/') + 1) || null
    if (!isChapter(parent)) return []
    const goingHere = going.filter((hunk) => rowKey(hunk.parent, hunk.nodeKind) === key)
    const orphans = parent === null ? going.filter((hunk) => !isChapter(hunk.parent) && rowKey(null, hunk.nodeKind) === key) : []
    const staying = stays(key)
    const row = arranged(staying, [...goingHere.map((hunk) => ({ ...hunk, id: hunk.clauseId })), ...orphans.map(({ clauseId, rank }) => ({ id: clauseId, after: staying.at(-1) ?? null, rank: rank + nodes.length }))])
    const asBefore = (id: string) => !away.has(id) && before.get(id)?.parent === parent
    const orders = ordersOf(row.map((id) => asBefore(id) ? before.get(id)?.order ?? null : null))
    return row.flatMap((id, index) => { const node = contents.get(id); return node ? [{ ...node, parent, order: orders[index] ?? '' }] : [] })
  })
}

/** Keys for a row in its order: those that are there, and new ones where there is none yet. Where they do not rise, all are new. */
function ordersOf(orders: readonly (string | null)[]): string[] {
  const kept = orders.filter((order) => order !== null)
  if (kept.length === orders.length) return kept
  if (!kept.every((order, index) => isOrderKey(order) && order > (kept[index - 1] ?? ''))) return generateNKeysBetween(null, null, orders.length)
  let last: string | null = null
  return orders.map((order, index) => {
    last = order ?? generateKeyBetween(last, orders.slice(index).find((next) => next !== null) ?? null)
    return last
  })
}

function read(nodes: readonly Node[]): ProvisionText[] {
  const tree = treeFrom(nodes)
  const contents = new Map(nodes.map(({ id, content }) => [id, content]))
  return provisionTexts(tree, { numbers: nodeNumbers(tree), kinds: new Map(flatten(tree).map(({ id, kind }) => [id, kind])), contents })
}


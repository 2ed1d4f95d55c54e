import { type Block, headingOf, type LabelOf } from './clauseContent.ts'
import { canonicalClause } from './canonical.ts'
import type { ProvisionText } from './draftText.ts'
import type { BlockType, NodeKind } from './kinds.ts'
import { labelsOf } from './numbering.ts'
import { inOrder, outOfOrder } from './sequence.ts'
import { diffInlines, type Piece } from './wordDiff.ts'

export interface BlockChange { id: string; type: BlockType; change: 'same' | 'added' | 'removed' | 'changed' | 'moved'; pieces: Piece[] }
export interface ClauseChange {
  id: string; kind: NodeKind; labelFrom: string | null; labelTo: string | null; headingTo: string | null
  change: 'added' | 'removed' | 'moved' | 'changed' | 'renumbered'; moved: boolean; blocks: BlockChange[]
}

interface Labels { readonly from: LabelOf; readonly to: LabelOf }
const wordless: readonly Block[] = []

/**
 * Compares two states of one draft, each as `readDraft` gives it, by clause and by word. Clauses and blocks are the same by their
 * id. Out: only the clauses that differ, in the later reading order, removed ones after what they followed.
 */
export function compareDrafts(from: readonly ProvisionText[], to: readonly ProvisionText[]): ClauseChange[] {
  const labels = { from: labelsOf(provisionsIn(from)), to: labelsOf(provisionsIn(to)) }
  const before = new Map(from.map((node) => [node.id, node]))
  const after = new Map(to.map((node) => [node.id, node]))
  const moved = movedNodes(from, to)
  return inOrder(from.map(({ id }) => id), to.map(({ id }) => id)).flatMap((id) => clauseChange(before.get(id), after.get(id), moved.has(id), labels))
}

const provisionsIn = (nodes: readonly ProvisionText[]) => ({
  numbers: new Map(nodes.flatMap(({ id, number }) => number === null ? [] : [[id, number] as const])),
  kinds: new Map(nodes.map(({ id, kind }) => [id, kind])), contents: new Map(nodes.map(({ id, content }) => [id, content])),
})

function clauseChange(before: ProvisionText | undefined, after: ProvisionText | undefined, moved: boolean, labels: Labels): ClauseChange[] {
  const node = after ?? before
  if (!node) return []
  const isChanged = !before || !after || before.kind !== after.kind || canonicalClause(before.kind, before.content) !== canonicalClause(after.kind, after.content)
  const own = {
    id: node.id, kind: node.kind, labelFrom: before?.label ?? null, labelTo: after?.label ?? null, headingTo: headingOf(node.content, after ? labels.to : labels.from), moved,
    blocks: isChanged ? compareBlocks(before?.content.blocks ?? wordless, after?.content.blocks ?? wordless, labels) : [],
  }
  if (!before) return [{ ...own, change: 'added' }]
  if (!after) return [{ ...own, change: 'removed' }]
  if (isChanged) return [{ ...own, change: 'changed' }]
  if (moved) return [{ ...own, change: 'moved' }]
  return before.label === after.label ? [] : [{ ...own, change: 'renumbered' }]
}

/** Nodes that stand elsewhere: under another parent, or no longer in the same order among those that stayed with it. */
function movedNodes(from: readonly ProvisionText[], to: readonly ProvisionText[]): Set<string> {
  const parents = new Map(from.map(({ id, parent }) => [id, parent]))
  const moved = new Set(to.filter(({ id, parent }) => parents.has(id) && parents.get(id) !== parent).map(({ id }) => id))
  for (const parent of new Set(to.map((node) => node.parent))) {
    const childrenIn = (nodes: readonly ProvisionText[]) => nodes.filter((node) => node.parent === parent).map(({ id }) => id)
    for (const id of outOfOrder(childrenIn(from), childrenIn(to))) moved.add(id)
  }
  return moved
}

// Two blocks with one id, as concurrent edits can leave them, are told apart by which comes first.
function keyed(blocks: readonly Block[]): Map<string, Block> {
  const seen = new Map<string, number>()
  return new Map(blocks.map((block) => {
    const count = seen.get(block.id) ?? 0
    seen.set(block.id, count + 1)
    return [count === 0 ? block.id : `${block.id}#${count}`, block]
  }))
}

function compareBlocks(from: readonly Block[], to: readonly Block[], labels: Labels): BlockChange[] {
  const before = keyed(from)
  const after = keyed(to)
  const moved = outOfOrder([...before.keys()], [...after.keys()])
  return inOrder([...before.keys()], [...after.keys()]).flatMap((key) => blockChange(before.get(key), after.get(key), moved.has(key), labels))
}

function blockChange(before: Block | undefined, after: Block | undefined, moved: boolean, labels: Labels): BlockChange[] {
  const block = after ?? before
  if (!block) return []
  const pieces = diffInlines(before?.inlines ?? [], after?.inlines ?? [], labels.from, labels.to)
  const isChanged = before && after && canonicalClause('article', { blocks: [before] }) !== canonicalClause('article', { blocks: [after] })
  const change = !before ? 'added' : !after ? 'removed' : isChanged ? 'changed' : moved ? 'moved' : 'same'
  return [{ id: block.id, type: block.type, change, pieces }]
}

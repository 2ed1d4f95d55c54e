import { type Block, headingOf, type LabelOf } from './clauseContent.ts'
import { canonicalClause } from './canonical.ts'
import { type ProvisionText, provisionsIn } from './draftText.ts'
import type { BlockType, NodeKind } from './kinds.ts'
import type { LabelLanguage } from './languages.ts'
import { labelsOf, nodeCaption } from './numbering.ts'
import { inOrder, outOfOrder } from './sequence.ts'
import { diffInlines, type Piece } from './wordDiff.ts'

export interface BlockChange { id: string; type: BlockType; change: 'same' | 'added' | 'removed' | 'changed' | 'moved'; pieces: Piece[] }
export interface ClauseChange {
  id: string; kind: NodeKind; labelFrom: string | null; labelTo: string | null; headingTo: string | null
  change: 'added' | 'removed' | 'moved' | 'changed' | 'renumbered'; moved: boolean; blocks: BlockChange[]
}

interface Side { readonly labelOf: LabelOf; readonly captionOf: (id: string) => string | null }
interface Sides { readonly from: Side; readonly to: Side }
const wordless: readonly Block[] = []

/**
 * Compares two states of one draft, each as `readDraft` gives it, by clause and by word. Clauses and blocks are the same by their
 * id. Out: only the clauses that differ, in the later reading order, removed ones after what they followed; provisions named in `language`.
 */
export function compareDrafts(from: readonly ProvisionText[], to: readonly ProvisionText[], language: LabelLanguage): ClauseChange[] {
  const sides = { from: sideOf(from, language), to: sideOf(to, language) }
  const before = new Map(from.map((node) => [node.id, node]))
  const after = new Map(to.map((node) => [node.id, node]))
  const moved = movedNodes(from, to)
  return inOrder(from.map(({ id }) => id), to.map(({ id }) => id)).flatMap((id) => clauseChange(before.get(id), after.get(id), moved.has(id), sides))
}

function sideOf(nodes: readonly ProvisionText[], language: LabelLanguage): Side {
  const provisions = provisionsIn(nodes)
  return { labelOf: labelsOf(provisions, language), captionOf: (id) => nodeCaption(provisions, id, language) }
}

function clauseChange(before: ProvisionText | undefined, after: ProvisionText | undefined, moved: boolean, sides: Sides): ClauseChange[] {
  const node = after ?? before
  if (!node) return []
  const isChanged = !before || !after || before.kind !== after.kind || canonicalClause(before.kind, before.content) !== canonicalClause(after.kind, after.content)
  const own = {
    id: node.id, kind: node.kind, labelFrom: sides.from.captionOf(node.id), labelTo: sides.to.captionOf(node.id), headingTo: headingOf(node.content, (after ? sides.to : sides.from).labelOf), moved,
    blocks: isChanged ? compareBlocks(before?.content.blocks ?? wordless, after?.content.blocks ?? wordless, sides) : [],
  }
  if (!before) return [{ ...own, change: 'added' }]
  if (!after) return [{ ...own, change: 'removed' }]
  if (isChanged) return [{ ...own, change: 'changed' }]
  if (moved) return [{ ...own, change: 'moved' }]
  return own.labelFrom === own.labelTo ? [] : [{ ...own, change: 'renumbered' }]
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

function compareBlocks(from: readonly Block[], to: readonly Block[], sides: Sides): BlockChange[] {
  const before = keyed(from)
  const after = keyed(to)
  const moved = outOfOrder([...before.keys()], [...after.keys()])
  return inOrder([...before.keys()], [...after.keys()]).flatMap((key) => blockChange(before.get(key), after.get(key), moved.has(key), sides))
}

function blockChange(before: Block | undefined, after: Block | undefined, moved: boolean, sides: Sides): BlockChange[] {
  const block = after ?? before
  if (!block) return []
  const pieces = diffInlines(before?.inlines ?? [], after?.inlines ?? [], sides.from.labelOf, sides.to.labelOf)
  const isChanged = before && after && canonicalClause('article', { blocks: [before] }) !== canonicalClause('article', { blocks: [after] })
  const change = !before ? 'added' : !after ? 'removed' : isChanged ? 'changed' : moved ? 'moved' : 'same'
  return [{ id: block.id, type: block.type, change, pieces }]
}

import { canonicalClause } from '../text/canonical.ts'
import type { Block, ClauseContent, Inline } from '../text/clauseContent.ts'
import type { ProvisionText } from '../text/draftText.ts'
import type { BlockType, NodeKind } from '../text/kinds.ts'
import { inOrder, outOfOrder } from '../text/sequence.ts'
import { rowOf } from './rows.ts'
import { editsOf, inlinesOf, tokensOf } from './tokens.ts'

/**
 * Where something is put: behind `after`, which stays where it is (null: at the beginning of its row). `rank` orders what is put
 * behind the same one.
 */
interface Behind { readonly after: string | null; readonly rank: number }
interface OfBlock { readonly id: string; readonly clauseId: string; readonly blockId: string }
interface OfClause { readonly id: string; readonly clauseId: string; readonly nodeKind: NodeKind }

/** Other words for a stretch of a block, counted in its tokens; one of `removed` and `added` may be empty. */
export interface WordsHunk extends OfBlock { readonly kind: 'words'; readonly from: number; readonly to: number; readonly removed: readonly Inline[]; readonly added: readonly Inline[] }
export interface BlockInserted extends OfBlock, Behind { readonly kind: 'blockInserted'; readonly block: Block }
export interface BlockRemoved extends OfBlock { readonly kind: 'blockRemoved'; readonly block: Block }
export interface BlockMoved extends OfBlock, Behind { readonly kind: 'blockMoved' }
export interface BlockTyped extends OfBlock { readonly kind: 'blockType'; readonly from: BlockType; readonly to: BlockType }
export interface ClauseInserted extends OfClause, Behind { readonly kind: 'clauseInserted'; readonly parent: string | null; readonly content: ClauseContent }
export interface ClauseRemoved extends OfClause { readonly kind: 'clauseRemoved'; readonly content: ClauseContent }
export interface ClauseMoved extends OfClause, Behind { readonly kind: 'clauseMoved'; readonly parent: string | null }

/** One separately acceptable piece of the difference between base and amendment. Its `id` is made from what it is. */
export type Hunk = WordsHunk | BlockInserted | BlockRemoved | BlockMoved | BlockTyped | ClauseInserted | ClauseRemoved | ClauseMoved

/**
 * The difference between two states of one draft, each as `readDraft` gives it, in reading order of the later one. Clauses and blocks
 * are the same by their id; a clause of another kind is another clause. That a provision has another number is no difference.
 */
export function hunksOf(base: readonly ProvisionText[], branch: readonly ProvisionText[]): Hunk[] {
  const before = new Map(base.map((node) => [node.id, node]))
  const after = new Map(branch.map((node) => [node.id, node]))
  const isSame = (id: string) => before.get(id)?.kind === after.get(id)?.kind
  const places = placesIn(rowOf(base), rowOf(branch), isSame)
  return inOrder(base.map(({ id }) => id), branch.map(({ id }) => id)).flatMap((id) => {
    const [was, is] = [before.get(id), after.get(id)]
    const removed = was && !(is && isSame(id)) ? [clauseRemoved(was)] : []
    const place = places.get(id)
    if (!is) return removed
    if (!was || !isSame(id)) return [...removed, clauseInserted(is, place ?? first)]
    // Most clauses of a long law are the same, and canonical words are costly.
    const isUntouched = was.content === is.content || JSON.stringify(was.content) === JSON.stringify(is.content)
    return [...place ? [clauseMoved(is, place)] : [], ...isUntouched ? [] : blockHunks(is, was.content.blocks, is.content.blocks)]
  })
}

const first: Behind = { after: null, rank: 0 }

/** Where each provision goes that is new or stands elsewhere. */
function placesIn(base: ReadonlyMap<string, readonly string[]>, branch: ReadonlyMap<string, readonly string[]>, isSame: (id: string) => boolean): Map<string, Behind> {
  return new Map([...branch].flatMap(([key, row]) => [...behind((base.get(key) ?? []).filter(isSame), row)]))
}

/** Of the later order each element that is new or was moved, with the one before it that stayed. */
export function behind(from: readonly string[], to: readonly string[]): Map<string, Behind> {
  const known = new Set(from)
  const moved = outOfOrder(from, to)
  const places = new Map<string, Behind>()
  let after: string | null = null
  let rank = 0
  for (const id of to) {
    if (known.has(id) && !moved.has(id)) { after = id; rank = 0; continue }
    places.set(id, { after, rank })
    rank += 1
  }
  return places
}

function blockHunks({ id: clauseId }: ProvisionText, from: readonly Block[], to: readonly Block[]): Hunk[] {
  const before = new Map(from.map((block) => [block.id, block]))
  const after = new Map(to.map((block) => [block.id, block]))
  const ids = { from: [...before.keys()], to: [...after.keys()] }
  const places = behind(ids.from, ids.to)
  return inOrder(ids.from, ids.to).flatMap((blockId): Hunk[] => {
    const [was, is, place] = [before.get(blockId), after.get(blockId), places.get(blockId)]
    const of = { clauseId, blockId }
    if (!is) return was ? [named({ kind: 'blockRemoved', ...of, block: was })] : []
    if (!was) return [named({ kind: 'blockInserted', ...of, ...place ?? first, block: is })]
    const moved: Hunk[] = place ? [named({ kind: 'blockMoved', ...of, ...place })] : []
    const typed: Hunk[] = was.type === is.type ? [] : [named({ kind: 'blockType', ...of, from: was.type, to: is.type })]
    return [...moved, ...typed, ...wordHunks(of, was, is)]
  })
}

function wordHunks(of: { readonly clauseId: string; readonly blockId: string }, was: Block, is: Block): Hunk[] {
  if (canonicalClause('article', { blocks: [{ ...was, type: is.type }] }) === canonicalClause('article', { blocks: [is] })) return []
  const tokens = tokensOf(was.inlines)
  return editsOf(tokens, tokensOf(is.inlines)).map(({ from, to, added }) =>
    named({ kind: 'words', ...of, from, to, removed: inlinesOf(tokens.slice(from, to)), added: inlinesOf(added) }))
}

const clauseInserted = ({ id: clauseId, kind: nodeKind, parent, content }: ProvisionText, place: Behind) =>
  named({ kind: 'clauseInserted', clauseId, nodeKind, parent, ...place, content })
const clauseRemoved = ({ id: clauseId, kind: nodeKind, content }: ProvisionText) => named({ kind: 'clauseRemoved', clauseId, nodeKind, content })
const clauseMoved = ({ id: clauseId, kind: nodeKind, parent }: ProvisionText, place: Behind) => named({ kind: 'clauseMoved', clauseId, nodeKind, parent, ...place })

type Unnamed<H> = H extends Hunk ? Omit<H, 'id'> : never

/** The same change has the same name whenever and wherever it is computed. */
function named<H extends Unnamed<Hunk>>(hunk: H): H & { readonly id: string } {
  const place = 'blockId' in hunk ? `${hunk.clauseId}:${hunk.blockId}` : hunk.clauseId
  return { ...hunk, id: `${hunk.kind}:${place}:${digest(JSON.stringify(hunk))}` }
}

/** Tells pieces of one text apart, 64 bits (FNV-1a). Nothing rests on it that somebody could want to forge. */
function digest(text: string): string {
  let hash = 0xcbf29ce484222325n
  for (const byte of new TextEncoder().encode(text)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n)
  return hash.toString(36)
}

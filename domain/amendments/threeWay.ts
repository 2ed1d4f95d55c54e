import { canonicalClause } from '../text/canonical.ts'
import type { Block } from '../text/clauseContent.ts'
import type { ProvisionText } from '../text/draftText.ts'
import type { BlockInserted, BlockMoved, BlockRemoved, BlockTyped, ClauseRemoved, Hunk } from './hunks.ts'
import { standOfClausePlace, standOfPlace } from './placesOnMain.ts'
import { groupedBy } from './rows.ts'
import { rebaseWords } from './wordsOnMain.ts'

/**
 * How a piece of an amendment stands to the text as it has become since: `clean`, nobody has touched what it changes; `done`, it reads
 * so already; `conflict`, the same place has become something else, or is gone.
 */
export type Stand = 'clean' | 'conflict' | 'done'
/** `on`: the same change placed on the text of now, for one that is clean. `needs`: the piece that has to be accepted before it or with it. */
export interface Rebased<H extends Hunk = Hunk> { readonly hunk: H; readonly stand: Stand; readonly on: H | null; readonly needs: string | null }

/**
 * Places the pieces of an amendment on the text of now. In: the text that the amendment was made from, the text of now, and all pieces
 * of the amendment (those that were accepted before are recognised as done, the others stay clean). Nothing is merged by guess: words
 * that both sides changed to other words are a conflict, as is what both put in at one point.
 */
export function rebase(base: readonly ProvisionText[], main: readonly ProvisionText[], hunks: readonly Hunk[]): Rebased[] {
  const states = { base: clausesById(base), main: clausesById(main) }
  const words = new Map<string, Rebased>()
  for (const own of groupedBy(hunks.filter((hunk) => hunk.kind === 'words'), ({ clauseId, blockId }) => `${clauseId}/${blockId}`).values()) {
    const [hunk] = own
    for (const piece of hunk ? rebaseWords(blockOf(states.base, hunk), blockOf(states.main, hunk), own) : []) words.set(piece.hunk.id, piece)
  }
  const standsFor = (hunk: Hunk): Rebased => {
    switch (hunk.kind) {
      case 'words': return words.get(hunk.id) ?? conflict(hunk)
      case 'blockType': return typeStand(hunk, blockOf(states.main, hunk))
      case 'blockRemoved': return blockRemovedStand(hunk, states.main)
      case 'blockInserted': case 'blockMoved': return blockPlaceStand(hunk, hunks, states)
      case 'clauseRemoved': return clauseRemovedStand(hunk, states.main)
      case 'clauseInserted': case 'clauseMoved': return standOfClausePlace(hunk, hunks, base, main)
    }
  }
  return withTheirNeeds(hunks.map(standsFor))
}

/** What needs a piece that is in conflict is so too: it could never be accepted. */
function withTheirNeeds(pieces: readonly Rebased[]): Rebased[] {
  const byId = new Map(pieces.map((piece) => [piece.hunk.id, piece]))
  const isLost = ({ stand, needs }: Rebased): boolean => {
    const needed = needs === null ? undefined : byId.get(needs)
    return stand === 'conflict' || (needed !== undefined && isLost(needed))
  }
  return pieces.map((piece) => isLost(piece) ? conflict(piece.hunk) : piece)
}

/** How one piece stands by itself; `rebase` knows more, being told the others. */
export const standOf = (base: readonly ProvisionText[], main: readonly ProvisionText[], hunk: Hunk): Stand => rebase(base, main, [hunk])[0]?.stand ?? 'conflict'

type Clauses = ReadonlyMap<string, ProvisionText>
interface States { readonly base: Clauses; readonly main: Clauses }
const clausesById = (nodes: readonly ProvisionText[]): Clauses => new Map(nodes.map((node) => [node.id, node]))
const blocksOf = (clauses: Clauses, id: string) => clauses.get(id)?.content.blocks
const blockOf = (clauses: Clauses, { clauseId, blockId }: { readonly clauseId: string; readonly blockId: string }) => blocksOf(clauses, clauseId)?.find(({ id }) => id === blockId)
const sameBlock = (a: Block, b: Block) => canonicalClause('article', { blocks: [a] }) === canonicalClause('article', { blocks: [b] })

const done = <H extends Hunk>(hunk: H): Rebased<H> => ({ hunk, stand: 'done', on: null, needs: null })
const conflict = <H extends Hunk>(hunk: H): Rebased<H> => ({ hunk, stand: 'conflict', on: null, needs: null })
const clean = <H extends Hunk>(hunk: H, on: H): Rebased<H> => ({ hunk, stand: 'clean', on, needs: null })

function typeStand(hunk: BlockTyped, block: Block | undefined): Rebased<BlockTyped> {
  if (block?.type === hunk.to) return done(hunk)
  return block?.type === hunk.from ? clean(hunk, hunk) : conflict(hunk)
}

function blockRemovedStand(hunk: BlockRemoved, main: Clauses): Rebased<BlockRemoved> {
  if (!main.has(hunk.clauseId)) return conflict(hunk)
  const block = blockOf(main, hunk)
  if (!block) return done(hunk)
  return sameBlock(block, hunk.block) ? clean(hunk, hunk) : conflict(hunk)
}

function blockPlaceStand(hunk: BlockInserted | BlockMoved, hunks: readonly Hunk[], { base, main }: States): Rebased {
  const [was, is] = [blocksOf(base, hunk.clauseId), blocksOf(main, hunk.clauseId)]
  if (!was || !is) return conflict(hunk)
  const standing = is.find(({ id }) => id === hunk.blockId)
  if (hunk.kind === 'blockInserted' && standing) return sameBlock(standing, hunk.block) ? done(hunk) : conflict(hunk)
  if (hunk.kind === 'blockMoved' && !standing) return conflict(hunk)
  const own = hunks.flatMap((each) => (each.kind === 'blockInserted' || each.kind === 'blockMoved') && each.clauseId === hunk.clauseId ? [{ id: each.blockId, after: each.after, rank: each.rank }] : [])
  const leaving = hunks.flatMap((each) => each.kind === 'blockRemoved' && each.clauseId === hunk.clauseId ? [each.blockId] : [])
  const now = is.map(({ id }) => id)
  const { stand, after } = standOfPlace({ id: hunk.blockId, after: hunk.after, rank: hunk.rank }, own, leaving, { was: was.map(({ id }) => id), is: now, now })
  return stand === 'clean' ? clean(hunk, { ...hunk, after }) : { hunk, stand, on: null, needs: null }
}

function clauseRemovedStand(hunk: ClauseRemoved, main: Clauses): Rebased<ClauseRemoved> {
  const clause = main.get(hunk.clauseId)
  if (clause?.kind !== hunk.nodeKind) return done(hunk)
  return canonicalClause(clause.kind, clause.content) === canonicalClause(hunk.nodeKind, hunk.content) ? clean(hunk, hunk) : conflict(hunk)
}

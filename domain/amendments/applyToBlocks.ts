import type { Block } from '../text/clauseContent.ts'
import type { Hunk, WordsHunk } from './hunks.ts'
import { arranged, groupedBy } from './rows.ts'
import { inlinesOf, sameTokens, tokensOf } from './tokens.ts'

type BlockHunk = Extract<Hunk, { readonly blockId: string }>

/** The blocks of a clause with some hunks applied to them, in whatever order they are listed. Throws RangeError for one that does not fit. */
export function applyToBlocks(blocks: readonly Block[], hunks: readonly BlockHunk[]): Block[] {
  const contents = new Map(blocks.map((block) => [block.id, block]))
  const away = new Set<string>()
  for (const hunk of hunks) {
    const block = contents.get(hunk.blockId)
    if ((block === undefined) !== (hunk.kind === 'blockInserted')) throw new RangeError(`The block ${hunk.blockId} is ${block ? 'there already' : 'gone'}`)
    if (hunk.kind === 'blockRemoved' || hunk.kind === 'blockMoved') away.add(hunk.blockId)
  }
  for (const [blockId, own] of groupedBy(hunks, (hunk) => hunk.blockId)) {
    const block = contents.get(blockId)
    const inserted = own.find((hunk) => hunk.kind === 'blockInserted')
    if (block) contents.set(blockId, rewritten(block, own))
    else if (inserted) contents.set(blockId, inserted.block)
  }
  const going = hunks.filter((hunk) => hunk.kind === 'blockInserted' || hunk.kind === 'blockMoved').map(({ blockId, after, rank }) => ({ id: blockId, after, rank }))
  return arranged(blocks.map(({ id }) => id).filter((id) => !away.has(id)), going).flatMap((id) => contents.get(id) ?? [])
}

function rewritten(block: Block, hunks: readonly BlockHunk[]): Block {
  const typed = hunks.find((hunk) => hunk.kind === 'blockType')
  if (typed && typed.from !== block.type) throw new RangeError(`The block ${block.id} is no ${typed.from}`)
  const words = hunks.filter((hunk) => hunk.kind === 'words')
  return { ...block, type: typed?.to ?? block.type, inlines: words.length === 0 ? block.inlines : reworded(block, words) }
}

function reworded({ id, inlines }: Block, hunks: readonly WordsHunk[]) {
  const tokens = tokensOf(inlines)
  let end = tokens.length
  for (const { from, to, removed, added } of [...hunks].sort((a, b) => b.from - a.from || b.to - a.to)) {
    if (to > end || !sameTokens(tokens.slice(from, to), tokensOf(removed))) throw new RangeError(`The block ${id} has other words there`)
    tokens.splice(from, to - from, ...tokensOf(added))
    end = from
  }
  return inlinesOf(tokens)
}

import { diffArrays } from 'diff'
import { readCanonical } from '../text/canonical.ts'
import type { Block, LabelOf } from '../text/clauseContent.ts'
import type { BlockType } from '../text/kinds.ts'
import { diffInlines, type Piece } from '../text/wordDiff.ts'
import type { SealedClause } from './canonicalAmendment.ts'

/** One block as a sealed amendment leaves it: its words with what is put in and taken out. `at`: its place among the blocks as amended; null for one that is taken out. */
export interface SealedBlockChange { readonly type: BlockType; readonly at: number | null; readonly isChanged: boolean; readonly pieces: readonly Piece[] }

/**
 * What a sealed amendment changes in one clause, read from the hashed words alone: they have no ids of blocks, so blocks are the same
 * where their words are, and those that differ between two that are the same are compared in their order, where they are of one type.
 */
export function sealedChanges({ before, after }: Pick<SealedClause, 'before' | 'after'>, labelOf: LabelOf): SealedBlockChange[] {
  const [from, to] = [before, after].map((words) => (words === null ? [] : readCanonical(words).content.blocks))
  const changes = diffArrays([...from ?? []], [...to ?? []], { comparator: (a, b) => wordsOf(a) === wordsOf(b) })
  const result: SealedBlockChange[] = []
  let at = 0
  const compared = (was: Block | null, is: Block | null) => {
    const block = is ?? was
    if (!block) return
    result.push({ type: block.type, at: is ? at : null, isChanged: true, pieces: diffInlines(was?.inlines ?? [], is?.inlines ?? [], labelOf, labelOf) })
    if (is) at += 1
  }
  for (const [index, { value, added, removed }] of changes.entries()) {
    if (removed) {
      const next = changes[index + 1]
      replaced(value, next?.added ? next.value : []).forEach(([was, is]) => { compared(was, is) })
    } else if (added) {
      if (!changes[index - 1]?.removed) value.forEach((block) => { compared(null, block) })
    } else {
      for (const { type, inlines } of value) result.push({ type, at: at++, isChanged: false, pieces: diffInlines(inlines, inlines, labelOf, labelOf) })
    }
  }
  return result
}

const wordsOf = ({ type, inlines }: Block) => JSON.stringify([type, inlines])

function replaced(from: readonly Block[], to: readonly Block[]): [Block | null, Block | null][] {
  const pairs: [Block | null, Block | null][] = []
  for (let index = 0; index < Math.max(from.length, to.length); index += 1) {
    const [was, is] = [from[index] ?? null, to[index] ?? null]
    if (was && is && was.type !== is.type) pairs.push([was, null], [null, is])
    else pairs.push([was, is])
  }
  return pairs
}

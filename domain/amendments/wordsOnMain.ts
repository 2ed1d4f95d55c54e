import type { Block } from '../text/clauseContent.ts'
import { align } from './alignment.ts'
import { applyToBlocks } from './applyToBlocks.ts'
import type { WordsHunk } from './hunks.ts'
import type { Rebased } from './threeWay.ts'
import { clash, inlinesOf, reachOf, tokensOf } from './tokens.ts'

/**
 * How all the pieces of an amendment within the words of one block stand to that block as it has become. In: the block as it was and as
 * it is, absent where it is gone. Clean is only what stays so when the others are accepted first: else an accepted piece could be taken
 * for words that somebody else wrote, and would be lost.
 */
export function rebaseWords(was: Block | undefined, is: Block | undefined, hunks: readonly WordsHunk[]): Rebased<WordsHunk>[] {
  if (!was || !is) return hunks.map(conflict)
  const { pieces, isMoved } = placed(was, is, hunks)
  const clean = pieces.flatMap(({ on }) => on ?? [])
  if (!isMoved || clean.length < 2) return pieces
  return pieces.map((piece) => piece.on && !staysClean(piece.hunk, piece.on) ? conflict(piece.hunk) : piece)

  function staysClean(hunk: WordsHunk, on: WordsHunk): boolean {
    const [after] = is ? applyToBlocks([is], clean.filter((other) => other !== on)) : []
    return was !== undefined && after !== undefined && placed(was, after, hunks).pieces.some((piece) => piece.hunk === hunk && piece.stand === 'clean')
  }
}

const conflict = (hunk: WordsHunk): Rebased<WordsHunk> => ({ hunk, stand: 'conflict', on: null, needs: null })

/** `isMoved`: whether somebody else has changed these words. */
function placed(was: Block, is: Block, hunks: readonly WordsHunk[]): { readonly pieces: Rebased<WordsHunk>[]; readonly isMoved: boolean } {
  const before = tokensOf(was.inlines)
  const edits = hunks.map(({ from, to, added }) => ({ from, to, added: tokensOf(added) }))
  const { made, others, places } = align(before, tokensOf(is.inlines), edits)
  const pieces = hunks.map((hunk, index): Rebased<WordsHunk> => {
    const edit = edits[index]
    if (edit && made.has(edit)) return { ...conflict(hunk), stand: 'done' }
    const span = { from: hunk.from, to: hunk.to, adds: hunk.added.length > 0 }
    if (others.some((other) => clash(span, reachOf(before, other)))) return conflict(hunk)
    const from = places[hunk.from] ?? 0
    return { hunk, stand: 'clean', on: { ...hunk, from, to: from + hunk.to - hunk.from, removed: inlinesOf(before.slice(hunk.from, hunk.to)) }, needs: null }
  })
  return { pieces, isMoved: others.length > 0 }
}

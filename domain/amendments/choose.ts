import type { Hunk } from './hunks.ts'
import type { Rebased } from './threeWay.ts'

/** The pieces that somebody chose, placed on the text of now; or the first that cannot be taken, and why. */
export type Choice =
  | { readonly ok: true; readonly hunks: readonly Hunk[] }
  | { readonly ok: false; readonly because: 'moved' | 'textMoved' | 'needsOther'; readonly pieceId: string }

/**
 * In: all pieces of an amendment as they stand to the text of now, and the ids of those that are chosen. One that reads so already has
 * nothing to add. Refused are a piece that the amendment does not have (`moved`), one in conflict (`textMoved`), and one that needs another
 * which is neither chosen nor there already (`needsOther`).
 */
export function choose(pieces: readonly Rebased[], ids: readonly string[]): Choice {
  const known = new Map(pieces.map((piece) => [piece.hunk.id, piece]))
  const chosen = new Set(ids)
  const hunks: Hunk[] = []
  for (const pieceId of chosen) {
    const piece = known.get(pieceId)
    if (!piece) return { ok: false, because: 'moved', pieceId }
    if (piece.stand === 'conflict') return { ok: false, because: 'textMoved', pieceId }
    if (piece.needs !== null && !chosen.has(piece.needs) && known.get(piece.needs)?.stand !== 'done') return { ok: false, because: 'needsOther', pieceId }
    if (piece.on) hunks.push(piece.on)
  }
  return { ok: true, hunks }
}

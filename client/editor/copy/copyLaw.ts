import type { CrossReference } from '#domain/text/clauseContent.ts'
import { type CopyWords, inlinesText, lawHtml, lawText, pieceHtml } from '#domain/text/copied.ts'
import type { DraftText } from '../draftText.ts'
import { selectedProvisions } from './selectedProvisions.ts'

/** Where a reference leads from outside: to the provision on this very page. */
export const addressOf = ({ target }: CrossReference): string => new URL(`#clause-${target}`, location.href).href

/** Puts what is marked on a page of law on the clipboard, across clauses, with numbers and labels. False where nothing of the law is marked. */
export function copyLaw(data: DataTransfer, page: Element, text: DraftText, brokenReference: string): boolean {
  const selection = document.getSelection()
  const words: CopyWords = { language: text.language(), labelOf: text.structure().labelOf, brokenReference, addressOf }
  const provisions = selection ? selectedProvisions(selection, page, text) : []
  const [only, more] = provisions
  if (!only) return false
  const [block, next] = only.blocks
  const piece = !more && !next && !only.isWhole && block?.number === null ? block.block.inlines : null
  data.setData('text/html', piece ? pieceHtml(piece, words) : lawHtml(provisions, words))
  data.setData('text/plain', piece ? inlinesText(piece, words) : lawText(provisions, words))
  return true
}

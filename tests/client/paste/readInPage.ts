import { readHtml } from '#client/editor/paste/readHtml.ts'
import type { Inline } from '#domain/text/clauseContent.ts'
import { lawOf, type PastePlace } from '#domain/text/pasted/law.ts'
import { pieceOf, written } from '#domain/text/pasted/written.ts'

// Bundled and run inside a browser, whose own reading of markup is what the product uses.
const inlineSaid = (inline: Inline): string => {
  if ('crossReference' in inline) return `{→ ${inline.crossReference.form === 'note' ? 'note' : inline.crossReference.target}}`
  const { text, marks = [], href } = inline
  return marks.length > 0 ? `{${marks.join('+')}${href ? ` ${href}` : ''}: ${text}}` : text
}
const said = ({ type, inlines }: { type: string; inlines: readonly Inline[] }) => `${type}: ${inlines.map(inlineSaid).join('')}`

/** What becomes of markup, as lines that can be compared. */
function readPasted(html: string, place: PastePlace) {
  const { lines, losses } = readHtml(new DOMParser().parseFromString(html, 'text/html').body, (id) => id === 'here')
  const piece = pieceOf(lines)
  if (piece) return { piece: piece.map(inlineSaid).join('') }
  const read = lawOf(lines, place)
  let id = 0
  const law = written(read, 'clause', () => `n${id += 1}`)
  return {
    blocks: [...law.blocks, ...law.notes].map(said),
    provisions: law.provisions.map(({ kind, content }) => [kind, ...content.blocks.map(said)]),
    losses: [...losses, ...read.losses].map(({ kind, words }) => (words === null ? kind : `${kind}: ${words.replace(/\s+/g, ' ')}`)),
  }
}

Object.assign(globalThis, { readPasted })

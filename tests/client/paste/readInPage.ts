import * as Y from 'yjs'
import { readHtml } from '#client/editor/paste/readHtml.ts'
import type { Inline } from '#domain/text/clauseContent.ts'
import { writeClause } from '#domain/text/clauseFragment.ts'
import { insertProvisions } from '#domain/text/insertProvisions.ts'
import { lawOf, type PastePlace } from '#domain/text/pasted/law.ts'
import { pieceOf, written } from '#domain/text/pasted/written.ts'
import { addNode } from '#domain/text/placeNodes.ts'
import { clausesOf } from '#domain/text/tree.ts'
import { problemsOf } from '#domain/text/validate.ts'

// Bundled and run inside a browser, whose own reading of markup is what the product uses.
const inlineSaid = (inline: Inline): string => {
  if ('crossReference' in inline) return `{→ ${inline.crossReference.form === 'note' ? 'note' : inline.crossReference.target}}`
  const { text, marks = [], href } = inline
  return marks.length > 0 ? `{${marks.join('+')}${href ? ` ${href}` : ''}: ${text}}` : text
}
const said = ({ type, inlines }: { type: string; inlines: readonly Inline[] }) => `${type}: ${inlines.map(inlineSaid).join('')}`

const counted = () => {
  let count = 0
  return () => {
    count += 1
    return `n${count}`
  }
}

/** What becomes of markup, as lines that can be compared. */
function readPasted(html: string, place: PastePlace) {
  const { lines, losses } = readHtml(new DOMParser().parseFromString(html, 'text/html').body, (id) => id === 'here')
  const piece = pieceOf(lines)
  if (piece) return { piece: piece.map(inlineSaid).join('') }
  const read = lawOf(lines, place)
  const law = written(read, 'clause', counted())
  return {
    blocks: [...law.blocks, ...law.notes].map(said),
    provisions: law.provisions.map(({ kind, content }) => [kind, ...content.blocks.map(said)]),
    losses: [...losses, ...read.losses].map(({ kind, words }) => (words === null ? kind : `${kind}: ${words.replace(/\s+/g, ' ')}`)),
  }
}

/** What the server would refuse of what becomes of markup. */
function faultsOf(html: string): string[] {
  const { lines } = readHtml(new DOMParser().parseFromString(html, 'text/html').body, () => false)
  const law = written(lawOf(lines, { kind: 'article', isDefinitions: false, unmarked: 'plain' }), 'clause', counted())
  const doc = new Y.Doc()
  writeClause(addNode(doc, { id: 'clause', kind: 'article', parent: null, after: null }), { blocks: [...law.blocks, ...law.notes] })
  insertProvisions(doc, 'clause', law.provisions, (change) => doc.transact(change))
  return [...clausesOf(doc).values()].flatMap(problemsOf)
}

Object.assign(globalThis, { readPasted, faultsOf })

import type { Node } from 'prosemirror-model'
import { Decoration } from 'prosemirror-view'
import { referenceCharacter } from '#domain/text/clauseContent.ts'
import type { BlockWords } from '#domain/text/definitions.ts'
import { blockTypes } from '#domain/text/kinds.ts'
import type { Editing } from './editing.ts'
import { blockStarts, livingDecorations } from './livingDecorations.ts'
import { termKey } from './terms.ts'

// A letter makes one block anew, and the others are the same as before: their uses need not be looked for again.
const known = new WeakMap<Node, BlockWords>()
function wordsOfBlock(block: Node): BlockWords {
  const before = known.get(block)
  if (before) return before
  const type = blockTypes.find((name) => name === block.type.name) ?? 'plain'
  const words = { type, id: String(block.attrs.id), text: block.textBetween(0, block.content.size, '', referenceCharacter) }
  known.set(block, words)
  return words
}

/** Underlines the defined terms in the clause that is open for writing. Only this clause is read while somebody types in it. */
export const termDecorations = ({ terms }: Editing) => livingDecorations('terms', {
  always: true,
  subscribe: terms.subscribe,
  draw(doc) {
    const uses = terms.usesIn(doc.children.map(wordsOfBlock))
    const starts = uses.length > 0 ? blockStarts(doc) : new Map<string, never>()
    return uses.flatMap(({ blockId, from, to, term }) => {
      const block = starts.get(blockId)
      return block ? [Decoration.inline(block.position + from, block.position + to, { class: 'law-term', 'data-term': termKey(term) })] : []
    })
  },
})

import type { Node } from 'prosemirror-model'
import { Decoration } from 'prosemirror-view'
import { referenceCharacter } from '#domain/text/clauseContent.ts'
import type { BlockWords } from '#domain/text/definitions.ts'
import { blockTypes } from '#domain/text/kinds.ts'
import type { Editing } from './editing.ts'
import { blockStarts, livingDecorations } from './livingDecorations.ts'
import { termKey } from './terms.ts'

const wordsIn = (doc: Node) => {
  const blocks: BlockWords[] = []
  doc.forEach((block) => {
    const type = blockTypes.find((known) => known === block.type.name) ?? 'plain'
    blocks.push({ type, id: String(block.attrs.id), text: block.textBetween(0, block.content.size, '', referenceCharacter) })
  })
  return blocks
}

/** Underlines the defined terms in the clause that is open for writing. Only this clause is read while somebody types in it. */
export const termDecorations = ({ terms }: Editing) => livingDecorations('terms', {
  always: true,
  subscribe: terms.subscribe,
  draw(doc) {
    const uses = terms.usesIn(wordsIn(doc))
    const starts = uses.length > 0 ? blockStarts(doc) : new Map<string, never>()
    return uses.flatMap(({ blockId, from, to, term }) => {
      const block = starts.get(blockId)
      return block ? [Decoration.inline(block.position + from, block.position + to, { class: 'law-term', 'data-term': termKey(term) })] : []
    })
  },
})

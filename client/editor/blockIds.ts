import type { Node } from 'prosemirror-model'
import { Plugin } from 'prosemirror-state'
import { isRemote } from './binding/clauseBinding.ts'

/** Blocks whose id is missing or repeats an earlier one: a split copies the id, a paste brings it along. */
export function blocksWithoutOwnId(doc: Node): number[] {
  const seen = new Set<string>()
  const found: number[] = []
  doc.forEach((block, position) => {
    const id: unknown = block.attrs.id
    if (typeof id === 'string' && id !== '' && !seen.has(id)) seen.add(id)
    else found.push(position)
  })
  return found
}

/** Gives every block that I made an id of its own. What others made is left to them: two clients must not both repair it. */
export const blockIds = () => new Plugin({
  appendTransaction(transactions, _before, state) {
    const mine = transactions.some((tr) => tr.docChanged && !isRemote(tr))
    if (!mine) return null
    const positions = blocksWithoutOwnId(state.doc)
    if (positions.length === 0) return null
    const tr = state.tr
    for (const position of positions) tr.setNodeAttribute(position, 'id', crypto.randomUUID())
    return tr
  },
})

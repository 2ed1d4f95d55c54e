import type { Node } from 'prosemirror-model'
import type { Plugin } from 'prosemirror-state'
import { Decoration } from 'prosemirror-view'
import type { BlockType } from '#domain/text/kinds.ts'
import { type CellPlace, cellPlaces } from '#domain/text/tables.ts'
import { typeOf } from './blocks.ts'
import { gridColumn } from './tableCells.ts'
import { caretClass, caretElement } from './caretElement.tsx'
import type { Editing } from './editing.ts'
import { numbersOf } from './printedNumbers.ts'
import type { Presence } from './presence.ts'
import { blockStarts, livingDecorations } from './livingDecorations.ts'

const typesOf = (doc: Node) => {
  const blocks: { type: BlockType; id: string }[] = []
  doc.forEach((block) => { blocks.push({ type: typeOf(block), id: String(block.attrs.id) }) })
  return blocks
}

const inTable = (place: CellPlace) => ({ style: `grid-column: ${gridColumn(place)}`, 'data-row': String(place.row), ...(place.isHead && { 'data-head': '' }) })

/** Everything drawn over the words of one clause: numbers, commented words, other people's carets. */
export function clauseDecorations(editing: Editing, clauseId: string, kind: string): Plugin[] {
  const numbers = livingDecorations('numbers', {
    always: true,
    subscribe: editing.onStructure,
    draw(doc) {
      const blocks = typesOf(doc)
      const labels = numbersOf(blocks, editing.language(), ({ id }) => editing.referenceLabel({ target: clauseId, block: id, form: 'note' }))
      const places = cellPlaces(blocks)
      const decorations: Decoration[] = []
      let index = 0
      doc.forEach((block, position) => {
        const number = labels[index]
        const empty = block.content.size > 0 ? null : block.type.name === 'heading' ? editing.words.emptyHeading : editing.words.emptyBlock
        const place = places[index]
        const outer = kind === 'chapter' && block.type.name === 'heading'
        index += 1
        // The schema writes every heading as a third-level one; a chapter stands above its articles.
        const attributes = { ...(number && { 'data-number': number }), ...(empty && { 'data-empty': empty }), ...(outer && { 'aria-level': '2' }), ...(place && inTable(place)) }
        if (Object.keys(attributes).length > 0) decorations.push(Decoration.node(position, position + block.nodeSize, attributes))
      })
      return decorations
    },
  })
  const highlights = livingDecorations('highlights', {
    subscribe: editing.onHighlights,
    draw(doc) {
      const starts = blockStarts(doc)
      return editing.highlights(clauseId).flatMap(({ threadId, blockId, from, to, open }) => {
        const block = starts.get(blockId)
        if (!block || from >= to) return []
        const className = open ? 'law-highlight law-highlight-open' : 'law-highlight'
        return [Decoration.inline(block.position + from, block.position + Math.min(to, block.size), { class: className, 'data-thread': threadId })]
      })
    },
  })
  const drawn = new Map<number, { readonly key: string; readonly element: HTMLElement }>()
  // A caret that moves is the same element at another place.
  const elementOf = (person: Presence, key: string) => {
    const before = drawn.get(person.clientId)
    if (before?.key === key) return before.element
    const element = caretElement(person)
    drawn.set(person.clientId, { key, element })
    return element
  }
  const carets = livingDecorations('carets', {
    subscribe: (listener) => editing.presences.onClause(clauseId, listener),
    draw(doc) {
      const starts = blockStarts(doc)
      return editing.caretsIn(clauseId).flatMap((caret) => {
        const block = starts.get(caret.head.blockId)
        if (!block) return []
        const at = block.position + Math.min(caret.head.offset, block.size)
        const key = `${caret.person.clientId}:${caret.person.typing}`
        const shown = [Decoration.widget(at, () => elementOf(caret.person, key), { key, side: 10, ignoreSelection: true })]
        const anchor = starts.get(caret.anchor.blockId)
        const from = anchor ? anchor.position + Math.min(caret.anchor.offset, anchor.size) : at
        if (from !== at) shown.push(Decoration.inline(Math.min(from, at), Math.max(from, at), { class: `law-selection ${caretClass(caret.person)}` }))
        return shown
      })
    },
  })
  return [numbers, highlights, carets]
}

import { Fragment, type Node, type Schema, Slice } from 'prosemirror-model'
import { type EditorState, TextSelection, type Transaction } from 'prosemirror-state'
import type { Block, Inline } from '#domain/text/clauseContent.ts'
import { clearAcrossCells, tearsTable } from '../acrossCells.ts'
import { blockNode, blockOf, inlineNodes } from '../blockNodes.ts'
import { isCell, isNote, positionOf } from '../blocks.ts'

/** A cell and a note are one paragraph each, whatever is pasted into them. */
export const holdsOne = (block: Node): boolean => isCell(block) || isNote(block)

/** The block with the caret; a plain one in a clause that has none. */
export const blockAt = ({ doc, selection: { $from } }: Pick<EditorState, 'doc' | 'selection'>): Node =>
  $from.depth === 0 ? doc.type.schema.node('plain') : $from.parent

/** Lines as blocks of the kind at the caret; under a heading they become paragraphs, in a cell or a note one line. Joins the caret's block at both ends. */
export function sliceOfText(schema: Schema, text: string, at: Node): Slice {
  const kind = (at.type.name === 'heading' ? schema.nodes.paragraph : at.type) ?? at.type
  const lines = text.replace(/\r\n?/g, '\n').split(/\n+/).map((line) => line.replace(/[\t\v\f]/g, ' ')).filter((line, i, all) => line !== '' || all.length === 1 || i === 0)
  const own = holdsOne(at) ? [lines.join(' ').trim()] : lines
  const blocks = own.map((line, i) => (i === 0 ? at.type : kind).create({ id: null }, line === '' ? null : schema.text(line)))
  return new Slice(Fragment.from(blocks), 1, 1)
}

/** Takes the selection out as typing does: one that reaches across cells loses its words and tears no table. */
export function cleared(state: EditorState): Transaction {
  let tr = state.tr
  if (!clearAcrossCells(state, (cut) => { tr = cut })) tr.deleteSelection()
  return tr
}

/** Puts plain text in place of the selection. */
export function insertText(state: EditorState, text: string): Transaction {
  const tr = cleared(state)
  return tr.replaceSelection(sliceOfText(state.schema, text, blockAt(tr)))
}

/** Puts words into the block at the caret, in place of the selection. */
export const insertPiece = (state: EditorState, inlines: readonly Inline[]): Transaction =>
  cleared(state).replaceSelection(new Slice(Fragment.from(inlineNodes(inlines)), 0, 0))

/** Puts what was copied in an editor of Parley in place of the selection, where it would tear a table; null where it can go in as it is. */
export function insertCopied(state: EditorState, { content, openStart, openEnd }: Slice): Transaction | null {
  const blocks = content.content.filter((node) => node.isTextblock).map(blockOf)
  if (blocks.length > 1 && content.content.some(isCell)) return insertBlocks(state, wholeRows(blocks), [])
  if (blocks.length > 1 && holdsOne(blockAt(state))) return insertPiece(state, blocks.flatMap(({ inlines }, index): Inline[] => index === 0 ? [...inlines] : [{ text: ' ' }, ...inlines]))
  return tearsTable(state) ? cleared(state).replaceSelection(new Slice(content, openStart, openEnd)) : null
}

/** The first cell of a copied table begins a row, wherever it stood. */
const wholeRows = (blocks: readonly Block[]): Block[] =>
  blocks.map((block, index) => block.type === 'cell' && !['row', 'cell'].includes(blocks[index - 1]?.type ?? '') ? { ...block, type: 'row' } : block)

/** Makes room for blocks at the caret: in place of an empty block, between two, or in the middle of one, which is parted. Gives where they go. */
function roomAt(tr: Transaction): number {
  const { $from } = tr.selection
  if ($from.depth === 0) return tr.selection.from
  const block = $from.parent
  if (holdsOne(block)) return besides(tr.doc, $from.index(0))
  const isHeading = block.type.name === 'heading'
  if (block.content.size === 0 && !isHeading) {
    tr.delete($from.before(), $from.after())
    return $from.before()
  }
  if ($from.parentOffset === 0 && !isHeading) return $from.before()
  // Before a heading nothing can stand.
  const end = $from.parentOffset === block.content.size || $from.parentOffset === 0 ? $from.after() : $from.pos + 1
  if (end !== $from.after()) tr.split($from.pos, 1, [{ type: isHeading ? block.type.schema.nodes['plain'] ?? block.type : block.type, attrs: { id: null } }])
  return end
}

/** Behind the table that a cell is in, before the notes that a note is among. */
function besides(doc: Node, index: number): number {
  let at = index
  if (isNote(doc.maybeChild(index))) while (isNote(doc.maybeChild(at - 1))) at -= 1
  else while (isCell(doc.maybeChild(at))) at += 1
  return positionOf(doc, at)
}

/** Blocks for a place, parted by an empty one from a table that they would become part of. */
function apartFromTables(tr: Transaction, at: number, nodes: readonly Node[]): Node[] {
  const { nodeBefore, nodeAfter } = tr.doc.resolve(at)
  const empty = () => tr.doc.type.schema.node('plain', { id: null })
  return [...(isCell(nodeBefore) && isCell(nodes[0]) ? [empty()] : []), ...nodes, ...(isCell(nodes.at(-1)) && isCell(nodeAfter) ? [empty()] : [])]
}

/** Puts whole blocks where the caret is, in place of the selection, and notes at the end of the clause; or, if they fill it, in place of everything in it. One step. */
export function insertBlocks(state: EditorState, blocks: readonly Block[], notes: readonly Block[], isFilled = false): Transaction {
  const tr = isFilled ? state.tr.delete(0, state.doc.content.size) : cleared(state)
  const at = isFilled ? 0 : roomAt(tr)
  const nodes = apartFromTables(tr, at, blocks.map(blockNode))
  tr.insert(at, nodes)
  tr.insert(tr.doc.content.size, notes.map(blockNode))
  const end = at + nodes.reduce((sum, node) => sum + node.nodeSize, 0)
  return tr.setSelection(TextSelection.near(tr.doc.resolve(end), -1)).scrollIntoView()
}

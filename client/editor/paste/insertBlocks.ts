import { Fragment, type Node, type Schema, Slice } from 'prosemirror-model'
import { type EditorState, TextSelection, type Transaction } from 'prosemirror-state'
import type { Block, Inline } from '#domain/text/clauseContent.ts'
import { blockNode, inlineNodes } from '../blockNodes.ts'

/** Lines as blocks of the kind at the caret; under a heading they become paragraphs. Joins the caret's block at both ends. */
export function sliceOfText(schema: Schema, text: string, at: Node): Slice {
  const kind = (at.type.name === 'heading' ? schema.nodes.paragraph : at.type) ?? at.type
  const lines = text.replace(/\r\n?/g, '\n').split(/\n+/).map((line) => line.replace(/[\t\v\f]/g, ' ')).filter((line, i, all) => line !== '' || all.length === 1 || i === 0)
  const blocks = lines.map((line, i) => (i === 0 ? at.type : kind).create({ id: null }, line === '' ? null : schema.text(line)))
  return new Slice(Fragment.from(blocks), 1, 1)
}

/** Puts plain text in place of the selection. */
export const insertText = (state: EditorState, text: string): Transaction =>
  state.tr.replaceSelection(sliceOfText(state.schema, text, state.selection.$from.depth === 0 ? state.schema.node('plain') : state.selection.$from.parent))

/** Puts words into the block at the caret, in place of the selection. */
export const insertPiece = (state: EditorState, inlines: readonly Inline[]): Transaction =>
  state.tr.replaceSelection(new Slice(Fragment.from(inlineNodes(inlines)), 0, 0))

const isCell = (node: Node | null | undefined) => node?.type.name === 'row' || node?.type.name === 'cell'

/** Where the table ends that a cell is in. */
function endOfTable(doc: Node, index: number): number {
  let after = index
  while (after + 1 < doc.childCount && isCell(doc.child(after + 1))) after += 1
  return startOf(doc, after + 1)
}
const startOf = (doc: Node, index: number): number => {
  let position = 0
  for (let i = 0; i < index; i += 1) position += doc.child(i).nodeSize
  return position
}

/** Makes room for blocks at the caret: in place of an empty block, between two, or in the middle of one, which is parted. Gives where they go. */
function roomAt(tr: Transaction): number {
  const { $from } = tr.selection
  const { doc } = tr
  if ($from.depth === 0) return tr.selection.from
  const block = $from.parent
  if (isCell(block)) return endOfTable(doc, $from.index(0))
  const isHeading = block.type.name === 'heading'
  if (block.content.size === 0 && !isHeading) {
    tr.delete($from.before(), $from.after())
    return $from.before()
  }
  if ($from.parentOffset === 0 && !isHeading) return $from.before()
  const end = $from.parentOffset === block.content.size ? $from.after() : $from.pos + 1
  if (end !== $from.after()) tr.split($from.pos, 1, [{ type: isHeading ? block.type.schema.nodes['plain'] ?? block.type : block.type, attrs: { id: null } }])
  return end
}

/** Puts whole blocks where the caret is, in place of the selection, and notes at the end of the clause; or, if they fill it, in place of everything in it. One step. */
export function insertBlocks(state: EditorState, blocks: readonly Block[], notes: readonly Block[], isFilled = false): Transaction {
  const nodes = blocks.map(blockNode)
  const tr = isFilled ? state.tr.delete(0, state.doc.content.size) : state.tr.deleteSelection()
  const at = isFilled ? 0 : roomAt(tr)
  tr.insert(at, nodes)
  tr.insert(tr.doc.content.size, notes.map(blockNode))
  const end = at + nodes.reduce((sum, node) => sum + node.nodeSize, 0)
  return tr.setSelection(TextSelection.near(tr.doc.resolve(end), -1)).scrollIntoView()
}

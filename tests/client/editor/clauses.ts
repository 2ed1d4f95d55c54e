import { type Command, EditorState, TextSelection } from 'prosemirror-state'
import { blockIds } from '#client/editor/blockIds.ts'
import { positionOf, typeOf } from '#client/editor/blocks.ts'
import type { BlockType } from '#domain/text/kinds.ts'
import { schema } from '#domain/text/schema.ts'

/** Clauses as lines, for tests of commands without a browser. */
export type Line = readonly [BlockType, string]

const at = (state: EditorState['doc'], line: number, offset: number) => positionOf(state, line) + 1 + offset

/** A clause of these lines with the ids b0, b1 …; the caret in one of them, or a selection to another. */
export function clause(lines: readonly Line[], line = 0, offset = 0, toLine = line, toOffset = offset): EditorState {
  const doc = schema.node('doc', null, lines.map(([type, text], index) => schema.node(type, { id: `b${index}` }, text === '' ? [] : [schema.text(text)])))
  return EditorState.create({ doc, plugins: [blockIds()], selection: TextSelection.create(doc, at(doc, line, offset), at(doc, toLine, toOffset)) })
}
export const caretAt = (state: EditorState, line: number, offset: number): EditorState => state.apply(state.tr.setSelection(TextSelection.create(state.doc, at(state.doc, line, offset))))

export function after(state: EditorState, ...commands: readonly Command[]): EditorState {
  let next = state
  for (const command of commands) command(next, (tr) => { next = next.apply(tr) })
  return next
}
export const linesOf = (state: EditorState): Line[] => state.doc.children.map((block): Line => [typeOf(block), block.textContent])
export const idsOf = (state: EditorState): unknown[] => state.doc.children.map((block) => block.attrs.id)
/** The line of the caret and the offset in it. */
export const caretOf = ({ selection: { $head } }: EditorState): [number, number] => [$head.index(0), $head.parentOffset]

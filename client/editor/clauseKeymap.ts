import { baseKeymap, chainCommands, toggleMark } from 'prosemirror-commands'
import { keymap } from 'prosemirror-keymap'
import type { Schema } from 'prosemirror-model'
import type { Command, Plugin } from 'prosemirror-state'
import { backspaceAtStart, deleteAtEnd, enter, removeSelection, shiftLevel } from './blockCommands.ts'

const mark = (schema: Schema, name: string): Command => {
  const type = schema.marks[name]
  return type ? toggleMark(type) : () => false
}

export interface ClauseKeys {
  readonly undo: () => boolean
  readonly redo: () => boolean
  /** Escape: Tab changes levels inside the text, so there must be a key that leaves it. */
  readonly leave: () => boolean
  readonly hop: (towards: 'before' | 'after') => boolean
}

/** The keys of one clause. Arrow keys at the edge hop to the neighbour, as if the draft were one page. */
export function clauseKeymap(schema: Schema, keys: ClauseKeys): Plugin[] {
  const hopping = (towards: 'before' | 'after', direction: 'up' | 'down' | 'backward' | 'forward'): Command => (state, _dispatch, view) => {
    if (!view || !state.selection.empty || !view.endOfTextblock(direction)) return false
    const block = state.selection.$from.index(0)
    const atEdge = towards === 'before' ? block === 0 : block === state.doc.childCount - 1
    return atEdge && keys.hop(towards)
  }
  return [
    keymap({
      Enter: enter,
      Backspace: chainCommands(removeSelection, backspaceAtStart),
      Delete: chainCommands(removeSelection, deleteAtEnd),
      Tab: shiftLevel(1),
      'Shift-Tab': shiftLevel(-1),
      'Mod-b': mark(schema, 'strong'),
      'Mod-i': mark(schema, 'em'),
      'Mod-z': () => keys.undo(),
      'Mod-y': () => keys.redo(),
      'Shift-Mod-z': () => keys.redo(),
      Escape: () => keys.leave(),
      ArrowUp: hopping('before', 'up'),
      ArrowLeft: hopping('before', 'backward'),
      ArrowDown: hopping('after', 'down'),
      ArrowRight: hopping('after', 'forward'),
    }),
    keymap(baseKeymap),
  ]
}

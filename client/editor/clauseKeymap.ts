import { keymap } from 'prosemirror-keymap'
import type { Command, Plugin } from 'prosemirror-state'
import { backspaceAtStart, deleteAtEnd, enter, removeSelection, tab } from './blockCommands.ts'
import { firstOf, selectAll } from './blockSteps.ts'

export interface ClauseKeys {
  readonly undo: () => boolean
  readonly redo: () => boolean
  /** Escape: Tab changes levels inside the text, so there must be a key that leaves it. */
  readonly leave: () => boolean
  readonly hop: (towards: 'before' | 'after') => boolean
}

// A browser would write a line break of its own.
const nothing: Command = () => true

const backspace = firstOf(removeSelection, backspaceAtStart)
const forwards = firstOf(removeSelection, deleteAtEnd)
// Every key by which a browser deletes: at the edge of a block each of them would join.
const deleting = {
  ...Object.fromEntries(['Backspace', 'Mod-Backspace', 'Shift-Backspace', 'Alt-Backspace', 'Ctrl-h'].map((key) => [key, backspace])),
  ...Object.fromEntries(['Delete', 'Mod-Delete', 'Alt-Delete', 'Ctrl-d'].map((key) => [key, forwards])),
}

/**
 * The keys of one clause that hold its structure together; those of commands are in `writingCommands`. Arrow keys at the edge hop to the
 * neighbour, as if the draft were one page.
 */
export function clauseKeymap(keys: ClauseKeys): Plugin {
  const hopping = (towards: 'before' | 'after', direction: 'up' | 'down' | 'backward' | 'forward'): Command => (state, _dispatch, view) => {
    if (!view || !state.selection.empty || !view.endOfTextblock(direction)) return false
    const block = state.selection.$from.index(0)
    const atEdge = towards === 'before' ? block === 0 : block === state.doc.childCount - 1
    return atEdge && keys.hop(towards)
  }
  return keymap({
    ...deleting,
    Enter: firstOf(enter, nothing),
    'Mod-a': selectAll,
    Tab: tab(1),
    'Shift-Tab': tab(-1),
    'Mod-z': () => keys.undo(),
    'Mod-y': () => keys.redo(),
    'Shift-Mod-z': () => keys.redo(),
    Escape: () => keys.leave(),
    ArrowLeft: hopping('before', 'backward'),
    ArrowRight: hopping('after', 'forward'),
  })
}

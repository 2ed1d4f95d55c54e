import { keymap } from 'prosemirror-keymap'
import type { Plugin } from 'prosemirror-state'
import { wholeTables } from './acrossCells.ts'
import { copying } from './copy/copying.ts'
import { crossing } from './crossing.ts'
import type { Editing } from './editing.ts'
import { followCaret } from './followCaret.ts'
import { knownEditor } from './knownEditor.ts'
import { pasting } from './paste/pasting.ts'
import { referencePlugins } from './references/referencePlugins.ts'
import { termDecorations } from './termDecorations.ts'
import { typing } from './typing.ts'
import { writingCommands } from './writingCommands.ts'
import { writingList } from './writingList.ts'

/** What one writes with, in the editor of one clause: commands by their keys, typographic signs, the clipboard, references, the caret's way through the page, terms underlined. */
export function writingTools(editing: Editing, clauseId: string, kind: string): Plugin[] {
  const commands = writingCommands(editing, clauseId)
  return [
    pasting(editing, clauseId, kind),
    copying(editing, clauseId, kind),
    followCaret(editing, clauseId),
    ...referencePlugins(editing, clauseId),
    knownEditor(editing, clauseId, commands),
    typing(editing.language, () => editing.preferences.isOn('typography')),
    wholeTables(),
    keymap(Object.fromEntries(writingList.flatMap(({ id, shortcut }) => (shortcut ? [[shortcut, commands[id]] as const] : [])))),
    crossing(editing, clauseId),
    termDecorations(editing),
  ]
}

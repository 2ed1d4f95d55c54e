/**
 * What can be done to words at the caret, as data: the keys of the editor, the palette and the list of shortcuts are made from this list,
 * and whoever only reads loads nothing else of it. What each one does stands under its id in `writingCommands`.
 */
const list = [
  { id: 'strong', words: 'commands.strong', group: 'marks', shortcut: 'Mod-b' },
  { id: 'em', words: 'commands.em', group: 'marks', shortcut: 'Mod-i' },
  { id: 'underline', words: 'commands.underline', group: 'marks', shortcut: 'Mod-u' },
  { id: 'strike', words: 'commands.strike', group: 'marks', shortcut: 'Mod-Shift-x' },
  { id: 'sup', words: 'commands.sup', group: 'marks', shortcut: 'Mod-.' },
  { id: 'sub', words: 'commands.sub', group: 'marks', shortcut: 'Mod-,' },
  { id: 'noBreakSpace', words: 'commands.noBreakSpace', group: 'marks', shortcut: 'Mod-Shift-Space' },
  { id: 'note', words: 'commands.note', group: 'blocks', shortcut: 'Mod-Alt-f' },
  { id: 'reference', words: 'commands.reference', group: 'blocks', shortcut: 'Mod-Alt-x' },
  { id: 'moveUp', words: 'commands.moveUp', group: 'blocks', shortcut: 'Alt-ArrowUp' },
  { id: 'moveDown', words: 'commands.moveDown', group: 'blocks', shortcut: 'Alt-ArrowDown' },
  { id: 'levelIn', words: 'commands.levelIn', group: 'blocks', shortcut: null },
  { id: 'levelOut', words: 'commands.levelOut', group: 'blocks', shortcut: null },
  { id: 'heading', words: 'commands.kind.heading', group: 'blocks', shortcut: null },
  { id: 'paragraph', words: 'commands.kind.paragraph', group: 'blocks', shortcut: null },
  { id: 'point', words: 'commands.kind.point', group: 'blocks', shortcut: null },
  { id: 'indent', words: 'commands.kind.indent', group: 'blocks', shortcut: null },
  { id: 'definition', words: 'commands.kind.definition', group: 'blocks', shortcut: null },
  { id: 'plain', words: 'commands.kind.plain', group: 'blocks', shortcut: null },
  { id: 'rowAbove', words: 'commands.rowAbove', group: 'tables', shortcut: null },
  { id: 'rowBelow', words: 'commands.rowBelow', group: 'tables', shortcut: null },
  { id: 'columnBefore', words: 'commands.columnBefore', group: 'tables', shortcut: null },
  { id: 'columnAfter', words: 'commands.columnAfter', group: 'tables', shortcut: null },
  { id: 'deleteRow', words: 'commands.deleteRow', group: 'tables', shortcut: null },
  { id: 'deleteColumn', words: 'commands.deleteColumn', group: 'tables', shortcut: null },
  { id: 'deleteTable', words: 'commands.deleteTable', group: 'tables', shortcut: null },
] as const

export type WritingId = (typeof list)[number]['id']
export interface WritingCommand { readonly id: WritingId; readonly words: string; readonly group: 'marks' | 'blocks' | 'tables'; readonly shortcut: string | null }
export const writingList: readonly WritingCommand[] = list

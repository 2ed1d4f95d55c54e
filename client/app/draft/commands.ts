import type i18next from 'i18next'
import type { OpenDraft } from '#client/editor/openDraft.ts'
import type { OpenEditor } from '#client/editor/openEditors.ts'
import { undoOf } from '#client/editor/ownUndo.ts'
import { writingList } from '#client/editor/writingList.ts'
import { type Beginning, suggestAddress } from '#client/features/amendments/beginning.ts'
import type { SelectedWords } from '#client/editor/selectedWords.ts'
import { printAsked, readingAddress } from './read/addresses.ts'
import type { BubbleActs } from './SelectionBubble.tsx'
import { structureCommands } from './structure/structureCommands.ts'
import type { Structuring } from './structure/structuring.ts'
import type { Following } from './useFollowing.ts'

/**
 * Every command of the draft page: what the palette offers, what the list of shortcuts lists, what the page's keys do. To add one is one
 * line in `pageCommands` (in `writingList`, where it changes words at the caret, in `structureCommands`, where it changes provisions) and its words in both catalogues.
 */
export type CommandGroup = 'marks' | 'blocks' | 'tables' | 'structure' | 'draft' | 'go' | 'people' | 'help'
export const groupWords = {
  marks: 'commands.group.marks', blocks: 'commands.group.blocks', tables: 'commands.group.tables', structure: 'commands.group.structure', draft: 'commands.group.draft', go: 'commands.group.go', people: 'commands.group.people', help: 'commands.group.help',
} as const satisfies Record<CommandGroup, string>

/** The parts of the page, of which a phone shows one. */
export type Part = 'text' | 'outline' | 'discussion' | 'votes' | 'check'

/** A small window over the page. */
export type Shown = 'palette' | 'shortcuts' | 'link' | 'table' | 'language' | null

/** What a command knows of the page and of the person at the moment at which it is asked. */
export interface CommandPlace {
  readonly t: typeof i18next.t
  readonly draftId: string
  readonly open: OpenDraft
  /** The editor that has, or last had, the caret. */
  readonly active: OpenEditor | null
  /** What is marked, in the editor or on the reader's page. */
  readonly marked: SelectedWords | null
  /** Why the person may not write, may not comment, may not move an amendment, may not say in which language the draft is; empty when they may. */
  readonly whyNoEdit: string
  readonly whyNoComment: string
  readonly whyNoAmend: string
  readonly whyNoLanguage: string
  /** What can be done with the structure; null for whoever may not, and before it has been fetched. */
  readonly structuring: Structuring | null
  /** The provision with the caret, with the focus in the outline, or that is being read. */
  readonly clauseId: string | null
  readonly nameOf: (clauseId: string) => string
  readonly following: Following
  readonly bubble: BubbleActs | null
  readonly show: (what: Shown) => void
  readonly find: () => void
  readonly part: (part: Part) => void
  readonly navigate: (address: string) => void
  /** Says in words what was switched. */
  readonly announce: (words: string) => void
}

/** What a command that changes the text asks of its page; the page of an amendment knows no more. */
export type WritingPlace = Pick<CommandPlace, 't' | 'open' | 'active' | 'whyNoEdit' | 'structuring' | 'clauseId' | 'show' | 'announce'>

export interface CommandOf<Place> {
  readonly id: string
  /** Key of its words in the catalogues. */
  readonly words: string | ((place: Place) => string)
  /** What these words name. */
  readonly values?: (place: Place) => Readonly<Record<string, string>>
  readonly group: CommandGroup
  readonly shortcut?: string | null
  /** Its keys are heard only while the caret is in the text. */
  readonly inText?: boolean
  /** Its keys are left to a field that has its own answer to them. */
  readonly outOfFields?: boolean
  /** Why it cannot be done now, in a sentence; empty when it can. */
  readonly may: (place: Place) => string
  readonly run: (place: Place) => void
}
export type TextCommand = CommandOf<WritingPlace>
export type PageCommand = CommandOf<CommandPlace>

export const wordsOf = <Place extends Pick<CommandPlace, 't'>>(command: CommandOf<Place>, place: Place): string => place.t(typeof command.words === 'string' ? command.words : command.words(place), command.values?.(place) ?? {})

const anyone = () => ''
const writer = ({ whyNoEdit, active, t }: WritingPlace) => whyNoEdit || (active ? '' : t('commands.needsCaret'))
const outOfTable = (place: WritingPlace) => writer(place) || (place.active?.isInTable() ? place.t('commands.notInTable') : '')
const marker = ({ marked, t }: CommandPlace) => marked ? '' : t('commands.needsWords')
const follower = ({ following, t }: CommandPlace) => following.followed ? '' : t('commands.needsFollowed')
const turn = (name: 'typography' | 'edits') => (place: WritingPlace) => {
  place.open.editing.preferences.turn(name)
  place.announce(place.t(place.open.editing.preferences.isOn(name) ? 'commands.turnedOn' : 'commands.turnedOff'))
}

// In an editor with its caret; elsewhere, as after a provision was moved in the outline, the focus stays where it is.
const back = (step: 'undo' | 'redo') => ({ active, open }: WritingPlace) => active?.view.hasFocus() ? active[step]() : void undoOf(open.text.doc)[step]()

const writing = writingList.map(({ id, shortcut, words, group }): TextCommand => ({
  id, words, group, shortcut,
  may: (place) => writer(place) || (place.active?.can(id) ? '' : place.t(group === 'tables' ? 'commands.needsTable' : 'commands.notHere')),
  run: ({ active }) => active?.run(id),
}))

/** What changes the text besides, on every page on which one writes. Keys of the editor itself are heard there, those of these lists by the page. */
const textCommands: readonly TextCommand[] = [
  { id: 'link', words: 'commands.link', group: 'marks', shortcut: 'Mod-Shift-k', inText: true, may: writer, run: ({ show }) => show('link') },
  { id: 'typography', words: ({ open }) => open.editing.preferences.isOn('typography') ? 'commands.typographyOff' : 'commands.typographyOn', group: 'marks', may: ({ whyNoEdit }) => whyNoEdit, run: turn('typography') },
  { id: 'table', words: 'commands.table', group: 'tables', may: outOfTable, run: ({ show }) => show('table') },
  { id: 'undo', words: 'commands.undo', group: 'draft', shortcut: 'Mod-z', outOfFields: true, may: ({ whyNoEdit }) => whyNoEdit, run: back('undo') },
  { id: 'redo', words: 'commands.redo', group: 'draft', shortcut: 'Mod-y', outOfFields: true, may: ({ whyNoEdit }) => whyNoEdit, run: back('redo') },
  { id: 'palette', words: 'commands.palette', group: 'help', shortcut: 'Mod-k', may: anyone, run: ({ show }) => show('palette') },
]
const suggest = (begin: Beginning) => ({
  group: 'draft' as const, values: ({ clauseId, nameOf }: CommandPlace) => ({ name: clauseId === null ? '' : nameOf(clauseId) }),
  may: ({ whyNoAmend, clauseId, t }: CommandPlace) => whyNoAmend || (clauseId === null ? t('commands.needsCaret') : ''),
  run: ({ clauseId, draftId, navigate }: CommandPlace) => { if (clauseId !== null) navigate(suggestAddress(draftId, clauseId, begin)) },
})

/** What only the draft page can do. */
const pageCommands: readonly PageCommand[] = [
  { id: 'comment', words: 'drafts.commentOnWords', group: 'draft', shortcut: 'Mod-Alt-m', may: (place) => place.whyNoComment || marker(place), run: ({ bubble }) => bubble?.comment() },
  { id: 'suggestWords', words: 'amendments.command.words', ...suggest('change') },
  { id: 'suggestInsert', words: 'amendments.command.insert', ...suggest('insert') },
  { id: 'suggestRemove', words: 'amendments.command.remove', ...suggest('remove') },
  { id: 'whoWrote', words: 'versions.whoWrote', group: 'draft', shortcut: 'Mod-Alt-h', may: marker, run: ({ bubble }) => bubble?.ask() },
  { id: 'find', words: 'find.title', group: 'draft', shortcut: 'Mod-f', may: anyone, run: ({ find }) => find() },
  { id: 'language', words: 'drafts.languageCommand', group: 'draft', may: ({ whyNoLanguage }) => whyNoLanguage, run: ({ show }) => show('language') },
  { id: 'outline', words: 'drafts.outline', group: 'go', may: anyone, run: ({ part }) => part('outline') },
  { id: 'discussion', words: 'drafts.tabDiscussion', group: 'go', may: anyone, run: ({ part }) => part('discussion') },
  { id: 'votes', words: 'drafts.tabVotes', group: 'go', may: anyone, run: ({ part }) => part('votes') },
  { id: 'check', words: 'checks.tab', group: 'go', may: anyone, run: ({ part }) => part('check') },
  { id: 'read', words: 'reading.name', group: 'go', shortcut: 'Mod-Alt-r', may: anyone, run: ({ navigate, draftId }) => navigate(readingAddress(draftId)) },
  { id: 'print', words: 'reading.printWhole', group: 'go', may: anyone, run: ({ navigate, draftId }) => navigate(`${readingAddress(draftId)}?${printAsked}`) },
  { id: 'history', words: 'versions.open', group: 'go', may: anyone, run: ({ navigate, draftId }) => navigate(`/drafts/${draftId}/history`) },
  { id: 'stopFollowing', words: 'commands.stopFollowing', group: 'people', may: follower, run: ({ following }) => following.stop() },
  { id: 'edits', words: ({ open }) => open.editing.preferences.isOn('edits') ? 'commands.editsOff' : 'commands.editsOn', group: 'people', may: anyone, run: turn('edits') },
  { id: 'shortcuts', words: 'commands.shortcuts', group: 'help', shortcut: '?', may: anyone, run: ({ show }) => show('shortcuts') },
]

const inGroups = <Place>(all: readonly CommandOf<Place>[]) => (Object.keys(groupWords) as CommandGroup[]).flatMap((group) => all.filter((command) => command.group === group))

/** All commands of the draft page, in the order of their groups, and those of a page on which one only writes. */
export const commands: readonly PageCommand[] = inGroups<CommandPlace>([...writing, ...structureCommands, ...textCommands, ...pageCommands])
export const writingCommands: readonly TextCommand[] = inGroups([...writing, ...structureCommands, ...textCommands])
/** Those whose keys the page hears; finding hears its own, which are the browser's while one is finding. */
export const heardInText = [...structureCommands, ...textCommands].filter(({ shortcut }) => shortcut)
export const heardCommands: readonly PageCommand[] = [...heardInText, ...pageCommands.filter(({ id, shortcut }) => shortcut && id !== 'find')]

/** Keys that belong to no command, for the list of shortcuts. */
export const otherKeys: readonly { readonly keys: readonly string[]; readonly words: string; readonly group: CommandGroup }[] = [
  { keys: ['Enter'], words: 'commands.keys.enter', group: 'blocks' },
  { keys: ['Tab', 'Shift-Tab'], words: 'commands.keys.tab', group: 'blocks' },
  { keys: ['Mod-Shift-v'], words: 'commands.keys.pastePlain', group: 'blocks' },
  { keys: ['Tab', 'Shift-Tab'], words: 'commands.keys.tabInTable', group: 'tables' },
  { keys: ['Enter'], words: 'commands.keys.enterInTable', group: 'tables' },
  { keys: ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'], words: 'commands.keys.arrows', group: 'go' },
  { keys: ['PageUp', 'PageDown'], words: 'commands.keys.pages', group: 'go' },
  { keys: ['Mod-Home', 'Mod-End'], words: 'commands.keys.ends', group: 'go' },
  { keys: ['Escape'], words: 'commands.keys.escape', group: 'go' },
]

import type { NodeKind } from '#domain/text/kinds.ts'
import type { TextCommand, WritingPlace } from '../commands.ts'
import { caretBlockIn } from './caretBlock.ts'
import { type WhyNot, whyNotJoin, whyNotMove, whyNotRemove, whyNotSplit } from './structureReasons.ts'
import type { Structuring, Way } from './structuring.ts'

/** The provision that a command changes, with what it may do. */
interface Here { readonly clauseId: string; readonly structuring: Structuring; readonly place: WritingPlace }

const here = (place: WritingPlace): Here | null => (place.clauseId !== null && place.structuring ? { clauseId: place.clauseId, structuring: place.structuring, place } : null)
const may = (whyNot: (at: Here) => WhyNot | null, isOfClause = true) => (place: WritingPlace): string => {
  const at = here(place)
  if (!at) return place.whyNoEdit || place.t(place.structuring ? 'commands.needsCaret' : 'structure.frozen')
  const reason = at.structuring.whyNot(isOfClause ? at.clauseId : null)
  const why = reason === '' ? whyNot(at) : null
  return reason || (why && why.key !== '' ? place.t(why.key, { name: why.name }) : '')
}
const run = (act: (at: Here) => void) => (place: WritingPlace) => {
  const at = here(place)
  if (at) act(at)
}
// A command that changes what has no caret in it says what that is.
const values = (place: WritingPlace) => ({ name: (place.clauseId !== null && place.structuring?.nameOf(place.clauseId)) || place.t('structure.theProvision') })
const insert = (kind: NodeKind) => ({ group: 'structure' as const, may: may(() => null, false), run: run(({ clauseId, structuring }) => structuring.insert(kind, clauseId, 'after')) })
const move = (way: Way) => ({
  group: 'structure' as const, values, may: may(({ clauseId, structuring, place }) => whyNotMove(place.open.text, structuring, clauseId, way)), run: run(({ clauseId, structuring }) => structuring.move(clauseId, way)),
})
const after = ({ clauseId, place }: Here) => caretBlockIn(place.open.editing.editors, clauseId)

/** Changes of the structure, of the provision with the caret, with the focus in the outline, or that is being read. */
export const structureCommands: readonly TextCommand[] = [
  { id: 'insertArticle', words: 'structure.command.article', values, ...insert('article') },
  { id: 'insertChapter', words: 'structure.command.chapter', ...insert('chapter') },
  { id: 'insertRecital', words: 'structure.command.recital', ...insert('recital') },
  { id: 'insertCitation', words: 'structure.command.citation', ...insert('citation') },
  { id: 'insertAnnex', words: 'structure.command.annex', ...insert('annex') },
  { id: 'provisionUp', words: 'structure.command.up', shortcut: 'Alt-Shift-ArrowUp', ...move('up') },
  { id: 'provisionDown', words: 'structure.command.down', shortcut: 'Alt-Shift-ArrowDown', ...move('down') },
  { id: 'provisionOut', words: 'structure.command.out', ...move('out') },
  { id: 'provisionInto', words: 'structure.command.into', ...move('into') },
  { id: 'moveProvision', words: 'structure.command.moveTo', values, group: 'structure', may: may(({ clauseId, structuring, place }) => whyNotMove(place.open.text, structuring, clauseId, null)), run: run(({ clauseId, structuring }) => structuring.askPlace(clauseId)) },
  {
    id: 'split', words: 'structure.command.split', values, group: 'structure', may: may((at) => whyNotSplit(at.place.open.text, at.structuring, at.clauseId, after(at))),
    run: run((at) => {
      const block = after(at)
      if (block !== null) at.structuring.split(at.clauseId, block)
    }),
  },
  {
    id: 'join', words: 'structure.command.join', values, group: 'structure', may: may(({ clauseId, structuring, place }) => whyNotJoin(place.open.text, structuring, clauseId)),
    run: run(({ clauseId, structuring }) => structuring.join(clauseId)),
  },
  { id: 'removeProvision', words: 'structure.command.remove', values, group: 'structure', may: may(({ clauseId, structuring, place }) => whyNotRemove(place.open.text, structuring, clauseId)), run: run(({ clauseId, structuring }) => structuring.remove(clauseId)) },
]

import type { Command } from 'prosemirror-state'
import * as Y from 'yjs'
import { backspaceAtStart, enter, shiftLevel } from '#client/editor/blockCommands.ts'
import { structureOrigin } from '#client/editor/structureOrigin.ts'
import { schema } from '#domain/text/schema.ts'
import { readDraft } from '#domain/text/draftText.ts'
import { writeClause } from '#domain/text/clauseFragment.ts'
import { addNode, moveNode, removeNode } from '#domain/text/placeNodes.ts'
import { stretchesIn } from '#domain/text/changedWords.ts'
import { clausesOf, readTree } from '#domain/text/tree.ts'
import { flatten } from '#domain/text/treeNode.ts'
import type { Drafter, HeadlessEditor } from './drafters.ts'
import type { Dice } from './oracle/dice.ts'

/** A letter as it was typed. */
export interface TypedLetter {
  readonly by: string
  readonly clauseId: string
  /** What stood beside it in its block: null where nothing did. */
  readonly beside: readonly (string | null)[]
  /** The elements that have held it. */
  readonly holders: Set<string>
}

/** Every letter that was typed is one of its own, so that it can be asked after in the end. */
export interface Ledger {
  readonly letters: Map<string, TypedLetter>
  /** Letters that somebody took away on purpose. */
  readonly removed: Set<string>
  /** Letters that were written anew: joined to an element of their own, or brought back by undo. Two may do that at once. */
  readonly rewritten: Set<string>
  /** Elements and provisions that are no longer there: taken back by whoever had made them, or deleted with everything. */
  readonly gone: Set<string>
  next: number
}

interface Act { readonly weight: number; readonly takesLetters: 'any' | 'own' | 'none'; readonly mayRewrite?: true; readonly run: (person: Drafter, dice: Dice, ledger: Ledger) => void }

const acts: Readonly<Record<string, Act>> = {
  type: { weight: 30, takesLetters: 'none', run: type },
  erase: { weight: 8, takesLetters: 'any', run: erase },
  split: { weight: 8, takesLetters: 'none', run: by(() => enter) },
  join: { weight: 6, takesLetters: 'none', mayRewrite: true, run: by(() => backspaceAtStart, true) },
  promote: { weight: 5, takesLetters: 'none', run: by(() => shiftLevel(-1)) },
  demote: { weight: 6, takesLetters: 'none', run: by(() => shiftLevel(1)) },
  moveBlock: { weight: 6, takesLetters: 'none', run: moveBlock },
  refer: { weight: 4, takesLetters: 'none', run: refer },
  moveArticle: { weight: 6, takesLetters: 'none', run: moveArticle },
  insertArticle: { weight: 3, takesLetters: 'none', run: insertArticle },
  deleteArticle: { weight: 1, takesLetters: 'any', run: deleteArticle },
  undo: { weight: 8, takesLetters: 'own', mayRewrite: true, run: (person) => { person.undo.undo() } },
  redo: { weight: 3, takesLetters: 'any', mayRewrite: true, run: (person) => { person.undo.redo() } },
}
const bag = Object.entries(acts).flatMap(([name, { weight }]) => Array<string>(weight).fill(name))

/** Does one act of chance. Out: what it took that it should not have; null when all is well. */
export function actOf(person: Drafter, dice: Dice, ledger: Ledger): string | null {
  const name = dice.pick(bag)
  const act = acts[name]
  if (!act) return null
  // Each act is a step of its own, as after a pause.
  if (name !== 'undo' && name !== 'redo') person.undo.stopCapturing()
  const before = standing(person)
  act.run(person, dice, ledger)
  const after = standing(person)
  for (const id of before.parts) if (!after.parts.has(id)) ledger.gone.add(id)
  for (const [letter, was] of before.letters) {
    const typed = ledger.letters.get(letter)
    if (!typed || after.letters.has(letter)) continue
    ledger.removed.add(letter)
    if (act.takesLetters === 'none') return `${name} took the letter ${letter} (${was.ids.join()})`
    if (act.takesLetters === 'own' && typed.by !== person.name) return `${name} took the letter ${letter} of ${typed.by}`
  }
  for (const [letter, { ids, holder }] of after.letters) {
    const typed = ledger.letters.get(letter)
    typed?.holders.add(holder)
    const was = before.letters.get(letter)
    if (!typed || (was ? ids.every((id) => was.ids.includes(id)) : !ledger.removed.has(letter))) continue
    ledger.rewritten.add(letter)
    if (!act.mayRewrite) return `${name} wrote the letter ${letter} anew`
  }
  return null
}

/** Where a letter stands: which letters of the shared text it is, in the how manyth block, counted as they were made, and in which element. */
export interface StandingLetter { readonly ids: string[]; readonly block: number; readonly holder: string }

/** Every letter of a draft, and the elements and provisions that it has. */
export function standing({ doc }: Pick<Drafter, 'doc'>): { readonly letters: ReadonlyMap<string, StandingLetter>; readonly parts: ReadonlySet<string> } {
  const letters = new Map<string, StandingLetter>()
  const parts = new Set<string>()
  let blocks = 0
  const clauses = clausesOf(doc)
  for (const { id: clauseId } of flatten(readTree(doc))) {
    const fragment = clauses.get(clauseId)
    if (fragment) parts.add(clauseId)
    for (const holder of fragment?.toArray() ?? []) {
      if (!(holder instanceof Y.XmlElement)) continue
      const holderId = idOf(holder)
      parts.add(holderId)
      for (const stretches of stretchesIn(holder).values()) {
        blocks += 1
        for (const { text, client, clock } of stretches) for (const [at, letter] of [...text].entries()) {
          const known = letters.get(letter)
          if (known) known.ids.push(`${client}:${clock + at}`)
          else letters.set(letter, { ids: [`${client}:${clock + at}`], block: blocks, holder: holderId })
        }
      }
    }
  }
  return { letters, parts }
}

const idOf = ({ _item }: Y.XmlElement) => `${_item?.id.client}:${_item?.id.clock}`

const articles = ({ doc }: Drafter) => readDraft(doc).nodes.filter(({ kind }) => kind === 'article')

function somewhere(person: Drafter, dice: Dice, isAtStart = false): { editor: HeadlessEditor; clauseId: string } | null {
  const clauses = [...clausesOf(person.doc).keys()]
  if (clauses.length === 0) return null
  const clauseId = dice.pick(clauses)
  const editor = person.caret(clauseId, dice.below(50), isAtStart ? 0 : dice.below(200))
  return editor && { editor, clauseId }
}

function type(person: Drafter, dice: Dice, ledger: Ledger): void {
  const place = somewhere(person, dice)
  if (!place) return
  for (let count = 1 + dice.below(4); count > 0; count -= 1) {
    const letter = String.fromCodePoint(ledger.next)
    ledger.next += 1
    const state = place.editor.state()
    const { parent, parentOffset } = state.selection.$head
    const beside = [parentOffset - 1, parentOffset].map((at) => (at < 0 || at >= parent.content.size ? null : parent.textBetween(at, at + 1)))
    ledger.letters.set(letter, { by: person.name, clauseId: place.clauseId, beside, holders: new Set() })
    const tr = state.tr.insertText(letter)
    place.editor.dispatch(dice.chance(0.2) ? tr.addMark(state.selection.from, state.selection.from + 1, schema.mark('em')) : tr)
  }
}

function erase(person: Drafter, dice: Dice): void {
  const editor = somewhere(person, dice)?.editor
  if (!editor) return
  const { tr, selection: { $head } } = editor.state()
  const from = Math.max($head.start(), $head.pos - 1 - dice.below(6))
  if (from < $head.pos) editor.dispatch(tr.delete(from, $head.pos))
}

function by(command: () => Command, isAtStart = false) {
  return (person: Drafter, dice: Dice): void => {
    const editor = somewhere(person, dice, isAtStart)?.editor
    if (editor) command()(editor.state(), editor.dispatch)
  }
}

function moveBlock(person: Drafter, dice: Dice): void {
  const editor = somewhere(person, dice)?.editor
  if (!editor) return
  const { tr, doc } = editor.state()
  const from = dice.below(doc.childCount)
  const block = doc.child(from)
  let start = 0
  for (let index = 0; index < from; index += 1) start += doc.child(index).nodeSize
  tr.delete(start, start + block.nodeSize)
  const to = dice.below(tr.doc.childCount + 1)
  let place = 0
  for (let index = 0; index < to; index += 1) place += tr.doc.child(index).nodeSize
  editor.dispatch(tr.insert(place, block))
}

function refer(person: Drafter, dice: Dice): void {
  const editor = somewhere(person, dice)?.editor
  const target = dice.pick([...clausesOf(person.doc).keys()])
  if (editor) editor.dispatch(editor.state().tr.replaceSelectionWith(schema.node('crossReference', { target, block: null, form: 'full' }), false))
}

function moveArticle(person: Drafter, dice: Dice): void {
  const all = articles(person)
  if (all.length < 2) return
  const [moved, after] = [dice.pick(all), dice.pick(all)]
  if (moved !== after) person.doc.transact(() => moveNode(person.doc, moved.id, { parent: after.parent, after: after.id }), structureOrigin)
}

function insertArticle(person: Drafter, dice: Dice, ledger: Ledger): void {
  const all = articles(person)
  const after = all.length > 0 ? dice.pick(all) : null
  const id = `new${ledger.next}${person.name}`
  ledger.next += 1
  person.doc.transact(() => writeClause(addNode(person.doc, { id, kind: 'article', parent: after?.parent ?? null, after: after?.id ?? null }), {
    blocks: [{ type: 'heading', id: `${id}h`, inlines: [] }, { type: 'paragraph', id: `${id}p`, inlines: [] }],
  }), structureOrigin)
}

function deleteArticle(person: Drafter, dice: Dice): void {
  const all = articles(person)
  if (all.length > 1) person.doc.transact(() => removeNode(person.doc, dice.pick(all).id), structureOrigin)
}

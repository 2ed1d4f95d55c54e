import type { Command } from 'prosemirror-state'
import { backspaceAtStart, enter, shiftLevel } from '#client/editor/blockCommands.ts'
import { structureOrigin } from '#client/editor/structureOrigin.ts'
import { schema } from '#domain/text/schema.ts'
import { readDraft } from '#domain/text/draftText.ts'
import { writeClause } from '#domain/text/clauseFragment.ts'
import { addNode, moveNode, removeNode } from '#domain/text/placeNodes.ts'
import { clausesOf } from '#domain/text/tree.ts'
import type { Drafter, HeadlessEditor } from './drafters.ts'
import type { Dice } from './oracle/dice.ts'

/** Every letter that was typed is one of its own, so that it can be asked after in the end. */
export interface Ledger {
  readonly letters: Map<string, { readonly by: string; readonly blockId: string; readonly clauseId: string }>
  /** Letters that somebody took away on purpose. */
  readonly removed: Set<string>
  /** Blocks and provisions that somebody took away, or joined to another. */
  readonly goneBlocks: Set<string>
  next: number
}

interface Act { readonly weight: number; readonly takesLetters: 'any' | 'own' | 'none'; readonly run: (person: Drafter, dice: Dice, ledger: Ledger) => void }

const acts: Readonly<Record<string, Act>> = {
  type: { weight: 30, takesLetters: 'none', run: type },
  erase: { weight: 8, takesLetters: 'any', run: erase },
  split: { weight: 8, takesLetters: 'none', run: by(() => enter) },
  join: { weight: 6, takesLetters: 'none', run: by(() => backspaceAtStart, true) },
  promote: { weight: 5, takesLetters: 'none', run: by(() => shiftLevel(-1)) },
  demote: { weight: 6, takesLetters: 'none', run: by(() => shiftLevel(1)) },
  moveBlock: { weight: 6, takesLetters: 'none', run: moveBlock },
  refer: { weight: 4, takesLetters: 'none', run: refer },
  moveArticle: { weight: 6, takesLetters: 'none', run: moveArticle },
  insertArticle: { weight: 3, takesLetters: 'none', run: insertArticle },
  deleteArticle: { weight: 1, takesLetters: 'any', run: deleteArticle },
  undo: { weight: 8, takesLetters: 'own', run: (person) => { person.undo.undo() } },
  redo: { weight: 3, takesLetters: 'any', run: (person) => { person.undo.redo() } },
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
  for (const id of before.ids) if (!after.ids.has(id)) ledger.goneBlocks.add(id)
  const gone = [...before.words].filter((letter) => ledger.letters.has(letter) && !after.words.has(letter))
  for (const letter of gone) {
    ledger.removed.add(letter)
    if (act.takesLetters === 'none') return `${name} took the letter ${letter}`
    if (act.takesLetters === 'own' && ledger.letters.get(letter)?.by !== person.name) return `${name} took the letter ${letter} of ${ledger.letters.get(letter)?.by}`
  }
  return null
}

function standing({ doc }: Drafter): { words: ReadonlySet<string>; ids: ReadonlySet<string> } {
  const { nodes } = readDraft(doc)
  return {
    words: new Set(nodes.flatMap(({ content }) => content.blocks.flatMap(({ inlines }) => inlines.flatMap((inline) => ('text' in inline ? [...inline.text] : []))))),
    ids: new Set(nodes.flatMap(({ id, content }) => [id, ...content.blocks.map((block) => block.id)])),
  }
}

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
    ledger.letters.set(letter, { by: person.name, blockId: String(state.selection.$head.parent.attrs['id']), clauseId: place.clauseId })
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

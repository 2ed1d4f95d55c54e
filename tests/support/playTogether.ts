import * as Y from 'yjs'
import { watchDraft } from '#client/editor/draftText.ts'
import { docOf, nodeOf } from '#client/editor/binding/clauseNodes.ts'
import { blocksOf } from '#domain/text/blockOrder.ts'
import { isReference } from '#domain/text/clauseContent.ts'
import { writeClause } from '#domain/text/clauseFragment.ts'
import { readDraft } from '#domain/text/draftText.ts'
import { nodeCaption, referenceLabel } from '#domain/text/numbering.ts'
import { provisionsOf } from '#domain/text/draftText.ts'
import { addNode } from '#domain/text/placeNodes.ts'
import { clausesOf } from '#domain/text/tree.ts'
import { problemsOf } from '#domain/text/validate.ts'
import { Drafter } from './drafters.ts'
import { actOf, type Ledger, standing } from './draftingActs.ts'
import { diceOf } from './oracle/dice.ts'

/** Two to six people draft one law for so many acts, on and off the line. Out: what went wrong, in a sentence; null when nothing did. */
export function playTogether(seed: number, acts: number): string | null {
  const dice = diceOf(seed)
  const first = firstDraft()
  const people = Array.from({ length: 2 + dice.below(5) }, (_, index) => new Drafter(`p${index}`, index + 1, first))
  const texts = people.map(({ doc }) => watchDraft(doc, 'en'))
  const ledger: Ledger = { letters: new Map(), removed: new Set(), rewritten: new Set(), gone: new Set(), next: 0x4e00 }
  let fault: string | null = null
  for (let step = 0; step < acts && !fault; step += 1) {
    const person = dice.pick(people)
    const fate = dice.next()
    if (fate < 0.05) person.isOnline = !person.isOnline
    else if (fate < 0.3) deliver(people)
    else fault = actOf(person, dice, ledger)
    if (fault) fault = `act ${step} of ${person.name}: ${fault}`
  }
  for (const person of people) person.isOnline = true
  // Yjs answers what it receives by tidying marks away: that has to arrive too.
  while (people.some(({ outbox, inbox }) => outbox.length > 0 || inbox.length > 0)) deliver(people)
  fault ??= faultIn(people, texts, ledger)
  for (const text of texts) text.close()
  return fault
}

function firstDraft(): Uint8Array {
  const doc = new Y.Doc()
  doc.clientID = 999
  writeClause(addNode(doc, { id: 'chapter1', kind: 'chapter', parent: null, after: null }), { blocks: [{ type: 'heading', id: 'c1h', inlines: [{ text: 'First' }] }] })
  for (const [index, id] of ['article1', 'article2', 'article3'].entries()) {
    const fragment = addNode(doc, { id, kind: 'article', parent: index < 2 ? 'chapter1' : null, after: index === 1 ? 'article1' : index === 2 ? 'chapter1' : null })
    writeClause(fragment, { blocks: [{ type: 'heading', id: `${id}h`, inlines: [{ text: `Heading ${index}` }] }, { type: 'paragraph', id: `${id}p`, inlines: [{ text: 'Providers shall act.' }] }, { type: 'point', id: `${id}a`, inlines: [{ text: 'at once' }] }] })
  }
  return Y.encodeStateAsUpdate(doc)
}

/** Whoever is on the line gets what others wrote, in the order of the server; what was written off the line goes out on return. */
function deliver(people: readonly Drafter[]): void {
  for (const from of people) {
    if (!from.isOnline) continue
    for (const update of from.outbox.splice(0)) for (const to of people) if (to !== from) to.inbox.push(update)
  }
  for (const to of people) if (to.isOnline) for (const update of to.inbox.splice(0)) to.receive(update)
}

function faultIn(people: readonly Drafter[], texts: readonly ReturnType<typeof watchDraft>[], ledger: Ledger): string | null {
  const seen = people.map(({ doc }) => JSON.stringify(readDraft(doc)))
  const other = seen.find((text) => text !== seen[0])
  if (other !== undefined) {
    const at = [...other].findIndex((letter, index) => letter !== [...(seen[0] ?? '')][index])
    return `two replicas differ: …${seen[0]?.slice(Math.max(0, at - 150), at + 100)}… and …${other.slice(Math.max(0, at - 150), at + 100)}…`
  }
  for (const [index, { doc, name, shown }] of people.map((person) => ({ doc: person.doc, name: person.name, shown: person.shown() })).entries()) {
    for (const [clauseId, fragment] of clausesOf(doc)) {
      const problems = problemsOf(fragment)
      if (problems.length > 0) return `clause ${clauseId} is not as it must be: ${problems.join()}`
      const blocks = blocksOf(fragment)
      const ids = blocks.map(({ id }) => id)
      if (new Set(ids).size !== ids.length) return `two blocks of ${clauseId} have one id`
      const kept = docOf(blocks.map(nodeOf))
      kept.check()
      const editor = shown.get(clauseId)
      if (editor && !editor.eq(kept)) return `${name} is shown other words of ${clauseId} than the text has: ${editor.toString()} instead of ${kept.toString()}`
    }
    const fault = labelFault(doc, texts[index])
    if (fault) return fault
  }
  const [first] = people
  return first ? letterFault(first, ledger) : null
}

/**
 * No letter that somebody typed and nobody deleted is missing, none is there twice, and each stands in the block of the letters that it
 * was typed between, or between their blocks: no split has torn it off to another one.
 */
function letterFault(person: Drafter, { letters, removed, rewritten, gone }: Ledger): string | null {
  const there = standing(person).letters
  // Only letters that were typed are each one of its own.
  const blockOf = (letter: string | null) => (letter === null || !letters.has(letter) || rewritten.has(letter) ? null : there.get(letter)?.block ?? null)
  for (const [letter, { by, clauseId, beside, holders }] of letters) {
    const found = there.get(letter)
    if (!found && !removed.has(letter) && !gone.has(clauseId) && ![...holders].some((holder) => gone.has(holder))) return `letter ${letter} of ${by} in ${clauseId} is lost`
    if (!found || rewritten.has(letter)) continue
    if (found.ids.length > 1) return `letter ${letter} of ${by} is there ${found.ids.length} times`
    // Two who split right there have put it between their breaks.
    const [before, after] = beside.map(blockOf)
    if (typeof before === 'number' && typeof after === 'number' && (found.block < before || found.block > after)) return `letter ${letter} of ${by} is torn off those that it was typed between`
  }
  return null
}

/** What the page shows, which it reads again only where something changed, is what the pure functions say of the whole draft. */
function labelFault(doc: Y.Doc, text: ReturnType<typeof watchDraft> | undefined): string | null {
  const provisions = provisionsOf(doc)
  for (const clause of text?.structure().clauses ?? []) {
    if (clause.label !== nodeCaption(provisions, clause.id, 'en')) return `${clause.id} is called ${clause.label} instead of ${nodeCaption(provisions, clause.id, 'en')}`
    for (const inline of clause.content.blocks.flatMap(({ inlines }) => inlines)) {
      if (isReference(inline) && text?.structure().labelOf(inline.crossReference) !== referenceLabel(provisions, inline.crossReference, 'en')) return `a reference in ${clause.id} has another label`
    }
  }
  return text?.structure().clauses.length === provisions.kinds.size ? null : 'the page has other provisions than the text'
}

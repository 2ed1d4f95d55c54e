import { startTransition, useCallback, useEffect, useReducer, useState, useSyncExternalStore } from 'react'
import { type ClauseContent, isReference } from '#domain/text/clauseContent.ts'
import type { TermUse } from '#domain/text/terms.ts'
import type { ClauseReading, DraftReading, DraftText } from './draftText.ts'
import { type Caret, caretsIn, type Editing } from './editing.ts'
import { type Presence, presencesIn } from './presence.ts'
import type { Terms } from './terms.ts'

export const useStructure = (text: DraftText): DraftReading => useSyncExternalStore(text.onStructure, text.structure)

/** The same for what stands around the words: drawn when there is time for it, and never before the words. */
export function useStructureSoon(text: DraftText): DraftReading {
  const [reading, setReading] = useState(text.structure)
  useEffect(() => {
    const read = () => startTransition(() => setReading(text.structure()))
    read()
    return text.onStructure(read)
  }, [text])
  return reading
}

/** What a clause is called, not what it says: drawn again when that changes. What is not near the screen follows when there is time. */
export function useClause(text: DraftText, id: string, isNear: boolean): ClauseReading | undefined {
  useOfClause(text, id, isNear, (clause) => clause && [clause.kind, clause.number, clause.label, clause.heading].join('\n'))
  return text.clause(id)
}

/** The words of a clause. */
export const useContent = (text: DraftText, id: string, isNear = true): ClauseContent | undefined => useOfClause(text, id, isNear, (clause) => clause?.content)

/** The blocks of a clause and what kind each is, as one word: another when they are others or stand otherwise. */
export const useBlockOrder = (text: DraftText, id: string): string =>
  useOfClause(text, id, true, (clause) => (clause?.content.blocks ?? []).map((block) => `${block.type} ${block.id}`).join())

/** What is called something in the words of a clause: its blocks, and what it refers to. Drawn again when one of them is called otherwise. */
export function useLabels(text: DraftText, id: string, isNear: boolean): DraftReading['labelOf'] {
  useOfClause(text, id, isNear, (clause) => clause && labelsIn(text.structure(), clause))
  return text.structure().labelOf
}

/** Who refers to what, for a clause that says so. */
export const useReadingFor = (text: DraftText, id: string, isNear: boolean): DraftReading => useOfClause(text, id, isNear, () => text.structure())

function useOfClause<T>(text: DraftText, id: string, isNear: boolean, read: (clause: ClauseReading | undefined) => T): T {
  const subscribe = useCallback((listener: () => void) => text.onClause(id, listener, isNear), [text, id, isNear])
  return useSyncExternalStore(subscribe, () => read(text.clause(id)))
}

const known = new WeakMap<ClauseContent, { readonly reading: DraftReading; readonly labels: string }>()
function labelsIn(reading: DraftReading, { id, content }: ClauseReading): string {
  const before = known.get(content)
  if (before?.reading === reading) return before.labels
  const labels = content.blocks.flatMap((block) => [
    reading.labelOf({ target: id, block: block.id, form: 'note' }), ...block.inlines.filter(isReference).map(({ crossReference }) => reading.labelOf(crossReference)),
  ]).join('\n')
  known.set(content, { reading, labels })
  return labels
}

/** Carets in one clause, none in one that is not near the screen; drawn again only when one of them moves, not with every movement in the draft. */
export function useCarets(text: DraftText, editing: Editing, clauseId: string, isNear: boolean): readonly Caret[] {
  const { presences } = editing
  const subscribe = useCallback((listener: () => void) => (isNear ? presences.onClause(clauseId, listener) : () => {}), [presences, clauseId, isNear])
  useSyncExternalStore(subscribe, () => (!isNear ? '' :
    presencesIn(presences.here(), clauseId).map((person) => `${person.clientId} ${person.typing} ${JSON.stringify(person.caret)}`).join('|')))
  return isNear ? caretsIn(text.doc, presences.here(), clauseId) : noCarets
}

/** Who works on which block of a clause; drawn again when somebody goes to another one, not with their letters. */
export function useWorkers(text: DraftText, editing: Editing, clauseId: string): readonly { readonly person: Presence; readonly blockId: string }[] {
  const { presences } = editing
  const subscribe = useCallback((listener: () => void) => presences.onClause(clauseId, listener), [presences, clauseId])
  const read = () => caretsIn(text.doc, presences.here(), clauseId).map(({ person, head }) => ({ person, blockId: head.blockId }))
  useSyncExternalStore(subscribe, () => read().map(({ person, blockId }) => `${person.clientId} ${blockId}`).join())
  return read()
}

export function useHighlights(editing: Editing, clauseId: string) {
  const [, redraw] = useReducer((count: number) => count + 1, 0)
  useEffect(() => editing.onHighlights(redraw), [editing])
  return editing.highlights(clauseId)
}

/** The uses of defined terms in a clause that is near the screen; none for one that is not. */
export const useTermUses = (terms: Terms, near: ClauseContent | undefined): readonly TermUse[] =>
  useSyncExternalStore(terms.subscribe, () => (near ? terms.inClause(near) : noUses))

const noUses: readonly TermUse[] = []
const noCarets: readonly Caret[] = []

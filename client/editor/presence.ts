import type { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import type { MemberFunction, StakeholderRole } from '#domain/charter/roles.ts'
import { memberFunctions, stakeholderRoles } from '#domain/charter/roles.ts'

/** Somebody who has this draft open. Name and role are written by the server from the session; only the caret is theirs to say. */
export interface Presence {
  readonly clientId: number
  readonly userId: string
  readonly name: string
  readonly role: StakeholderRole | null
  readonly function: MemberFunction | null
  readonly clauseId: string | null
  readonly caret: { readonly anchor: Y.RelativePosition; readonly head: Y.RelativePosition } | null
  /** Moved the caret within the last two seconds: only then the name stands over the text. */
  readonly typing: boolean
}

export interface Presences {
  readonly here: () => readonly Presence[]
  /** One entry a person, however many windows they have open, by name; the same list until somebody comes or goes. */
  readonly people: () => readonly Presence[]
  readonly subscribe: (listener: () => void) => () => void
  /** Told when a caret comes into a clause, moves in it or leaves it. */
  readonly onClause: (clauseId: string, listener: () => void) => () => void
  readonly close: () => void
}

const flagShownFor = 2000

/** So many people have carets in a text, myself among them; when more are here their carets go, and the list of them stays. */
export const mostWithCarets = 50
/** In: everyone else who is here. */
export const isCrowd = (here: readonly Presence[]) => here.length + 1 > mostWithCarets

const record = (value: unknown): Record<string, unknown> => typeof value === 'object' && value !== null ? { ...value } : {}
const text = (value: unknown) => typeof value === 'string' && value !== '' ? value : null
const among = <T extends string>(list: readonly T[], value: unknown): T | null => list.find((item) => item === value) ?? null
const position = (value: unknown) => typeof value === 'object' && value !== null ? Y.createRelativePositionFromJSON(value) : null

function presenceOf(clientId: number, state: unknown): Omit<Presence, 'typing'> | null {
  const { user, cursor, clause } = record(state)
  const { id, name, role, function: duty } = record(user)
  const userId = text(id)
  if (!userId) return null
  const { anchor, head } = record(cursor)
  const from = position(anchor)
  const to = position(head)
  return {
    clientId, userId, name: text(name) ?? '', role: among(stakeholderRoles, role), function: among(memberFunctions, duty),
    clauseId: text(clause), caret: from && to ? { anchor: from, head: to } : null,
  }
}

/** Everyone else's connections on this text, kept up to date from awareness. */
export function watchPresence(awareness: Awareness): Presences {
  const listeners = new Set<() => void>()
  const ofClauses = new Map<string, Set<() => void>>()
  let carets: ReadonlyMap<string, string> = new Map()
  const moved = new Map<number, { caret: string; at: number | null }>()
  let here: readonly Presence[] = []
  let people: readonly Presence[] = []
  let timer: ReturnType<typeof setTimeout> | undefined

  const read = () => {
    const now = Date.now()
    const found: Presence[] = []
    for (const [clientId, state] of awareness.getStates()) {
      const person = clientId === awareness.clientID ? null : presenceOf(clientId, state)
      if (!person) continue
      const caret = JSON.stringify(person.caret)
      const before = moved.get(clientId)
      if (before?.caret !== caret) moved.set(clientId, { caret, at: before && person.caret ? now : null })
      const at = moved.get(clientId)?.at ?? null
      found.push({ ...person, typing: at !== null && now - at < flagShownFor })
    }
    for (const clientId of moved.keys()) if (!awareness.getStates().has(clientId)) moved.delete(clientId)
    here = found
    if (whoIn(found) !== whoIn(people)) people = peopleHere(found)
    for (const listener of listeners) listener()
    tellClauses()
    clearTimeout(timer)
    if (found.some((person) => person.typing)) timer = setTimeout(read, flagShownFor + 50)
  }
  // A law has hundreds of clauses, each with its line in the outline, and a caret is in one.
  const tellClauses = () => {
    const before = carets
    carets = caretsByClause(here)
    for (const clauseId of new Set([...before.keys(), ...carets.keys()])) {
      if (before.get(clauseId) !== carets.get(clauseId)) for (const listener of ofClauses.get(clauseId) ?? []) listener()
    }
  }
  // Where my own caret is, is news for the others alone.
  const changed = (change?: Changed) => {
    const who = change && [...change.added, ...change.updated, ...change.removed]
    if (!who?.length || who.some((clientId) => clientId !== awareness.clientID)) read()
  }
  awareness.on('change', changed)
  read()
  return {
    here: () => here,
    people: () => people,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    onClause(clauseId, listener) {
      const own = ofClauses.get(clauseId) ?? new Set()
      ofClauses.set(clauseId, own.add(listener))
      return () => own.delete(listener)
    },
    close() {
      clearTimeout(timer)
      awareness.off('change', changed)
      listeners.clear()
      ofClauses.clear()
    },
  }
}

interface Changed { readonly added: readonly number[]; readonly updated: readonly number[]; readonly removed: readonly number[] }

/** What of each clause would be drawn otherwise if it differed. */
function caretsByClause(here: readonly Presence[]): ReadonlyMap<string, string> {
  if (isCrowd(here)) return new Map()
  const places = [...sortedOut(here)].map(([clauseId, people]) => [clauseId, people.map(({ clientId, userId, typing, caret }) => `${clientId} ${userId} ${typing} ${JSON.stringify(caret)}`).join('|')] as const)
  return new Map(places)
}

const peopleHere = (here: readonly Presence[]): readonly Presence[] =>
  [...new Map(here.map((person) => [person.userId, person])).values()].sort((a, b) => a.name.localeCompare(b.name))

const whoIn = (here: readonly Presence[]) => [...new Set(here.map(({ userId, name, role, function: duty }) => `${userId} ${name} ${role} ${duty}`))].sort().join('\n')

const byClause = new WeakMap<readonly Presence[], ReadonlyMap<string, readonly Presence[]>>()
const nobody: readonly Presence[] = []

function sortedOut(here: readonly Presence[]): ReadonlyMap<string, readonly Presence[]> {
  const found = new Map<string, Presence[]>()
  for (const person of here) if (person.clauseId !== null) found.set(person.clauseId, [...(found.get(person.clauseId) ?? []), person])
  return found
}

/** Whose caret is in a clause, window by window. Sorted out once for all clauses that ask. */
export function presencesIn(here: readonly Presence[], clauseId: string): readonly Presence[] {
  const known = byClause.get(here) ?? sortedOut(here)
  byClause.set(here, known)
  return known.get(clauseId) ?? nobody
}

/** Who has their caret in a clause; in a crowd nobody is said to have one. */
export const editorsOf = (here: readonly Presence[], clauseId: string): readonly Presence[] =>
  isCrowd(here) || presencesIn(here, clauseId).length === 0 ? nobody : peopleHere(presencesIn(here, clauseId))

/** Where somebody is now: the window of theirs that has a caret. */
export const placeOfPerson = (here: readonly Presence[], userId: string): Presence | null =>
  here.find((person) => person.userId === userId && person.caret !== null) ?? null

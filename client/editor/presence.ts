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
    clearTimeout(timer)
    if (found.some((person) => person.typing)) timer = setTimeout(read, flagShownFor + 50)
  }
  awareness.on('change', read)
  read()
  return {
    here: () => here,
    people: () => people,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close() {
      clearTimeout(timer)
      awareness.off('change', read)
      listeners.clear()
    },
  }
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

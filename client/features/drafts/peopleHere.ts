import type { Presence } from '#client/editor/presence.ts'

/** Where somebody is can be gone to, once or for as long as they move. */
export interface PeopleActs {
  readonly followedId: string | null
  readonly jump: (userId: string) => void
  readonly follow: (userId: string) => void
  readonly stop: () => void
}

/** Somebody who is here, as other parts of the page show people. */
export const asPerson = (person: Presence) => ({
  id: person.userId, name: person.name, role: person.role, functions: person.function ? [person.function] : [], organisation: null,
})

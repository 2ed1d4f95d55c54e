import type * as Y from 'yjs'
import type { Loss } from '#domain/text/pasted/line.ts'
import type { WrittenLaw } from '#domain/text/pasted/written.ts'
import type { ShownClause } from './shownAfter.ts'

/** Something that was pasted and is more than a paragraph: shown before it is put in. */
export interface PasteAsked {
  readonly law: WrittenLaw
  readonly losses: readonly Loss[]
  /** The provisions as they would read. */
  readonly shown: readonly ShownClause[]
  /** It is more than a text takes at once. */
  readonly isTooLong: boolean
  /** False when the clause is not open for writing any more. */
  readonly insert: (as: 'structure' | 'plain') => boolean
  /** Gives the caret back to the clause. */
  readonly leave: () => void
}

export interface PasteDesk {
  readonly ask: (asked: PasteAsked | null) => void
  readonly asked: () => PasteAsked | null
  readonly subscribe: (listener: () => void) => () => void
}

// A desk ends with its document.
const desks = new WeakMap<Y.Doc, PasteDesk>()

/** Where the clauses of an open draft lay what was pasted, for the page to show it. */
export function pasteDeskOf(doc: Y.Doc): PasteDesk {
  const known = desks.get(doc)
  if (known) return known
  const listeners = new Set<() => void>()
  let current: PasteAsked | null = null
  const desk: PasteDesk = {
    ask(asked) {
      current = asked
      for (const listener of listeners) listener()
    },
    asked: () => current,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  desks.set(doc, desk)
  return desk
}

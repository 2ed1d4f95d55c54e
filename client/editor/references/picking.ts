import type { CrossReference } from '#domain/text/clauseContent.ts'

/** Somebody wants to refer to something, at the caret of a clause. */
export interface Asking {
  readonly clauseId: string
  /** Where the caret is on the screen. */
  readonly box: () => { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number }
  /** What has been typed since it was asked, before the picker was there. The picker takes over from then on. */
  readonly begin: () => string
  readonly choose: (reference: CrossReference) => void
  /** Nothing was chosen; what was typed to find it goes into the text after the @, if it was asked for by one. */
  readonly leave: (typed: string, staysHere: boolean) => void
}

/** The one picker of an open draft: at most one person's one question at a time. */
export interface Picking {
  readonly current: () => Asking | null
  readonly ask: (asking: Asking | null) => void
  readonly subscribe: (listener: () => void) => () => void
}

export function makePicking(): Picking {
  const listeners = new Set<() => void>()
  let current: Asking | null = null
  return {
    current: () => current,
    ask(asking) {
      current = asking
      for (const listener of listeners) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

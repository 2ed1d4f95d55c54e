import type { DraftText } from '../draftText.ts'
import type { FormerNames } from './formerNames.ts'

// The words are there before the names of what is not.
const afterMs = 600

/** Former names for the text of a room, once what finds them has come: until then none is known. */
export function lateFormerNames(text: DraftText, room: string): FormerNames {
  const listeners = new Set<() => void>()
  const tell = () => { for (const listener of listeners) listener() }
  let here: FormerNames | null = null
  const load = () => void import('./formerNamesOf.ts').then(({ formerNamesOf }) => {
    here = formerNamesOf(text, room)
    here.subscribe(tell)
    tell()
  }).catch(() => globalThis.addEventListener('online', load, { once: true }))
  setTimeout(load, afterMs)
  return {
    nameOf: (reference) => here?.nameOf(reference) ?? null,
    known: () => here?.known() ?? -1,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

import type { LabelLanguage } from '#domain/text/languages.ts'
import { makeTextDoc } from '#domain/text/textDoc.ts'
import type { Verdict } from '#client/lib/adoption.ts'
import { deviceOf, memoryDevice } from '#client/lib/device.ts'
import { preferencesOf } from '#client/lib/preferences.ts'
import type { RescueCopy } from '#client/lib/waiting.ts'
import { type OpenText, openText, type SyncState, type TextAddress } from '#client/lib/sync.ts'
import { changedWords } from './changedWords.ts'
import { type DraftText, watchDraft } from './draftText.ts'
import { type Editing, type EditorWords, makeEditing } from './editing.ts'
import { type Highlights, makeHighlights } from './highlights.ts'
import { catchLateKeys } from './lateKeys.ts'
import { makeNeighbours } from './neighbours.ts'
import { watchPresence } from './presence.ts'
import { lateFormerNames } from './references/lateFormerNames.ts'
import { makeTerms } from './terms.ts'

/** A draft that is open on the sync server: its text, who is here, and everything its clauses draw with. */
export interface OpenDraft {
  readonly session: string
  readonly text: DraftText
  readonly editing: Editing
  readonly highlights: Highlights
  readonly state: () => SyncState
  readonly subscribe: (listener: () => void) => () => void
  readonly close: () => void
}

/** Opens a draft in the language in which it is written; `verdict`: why the session before had to end, if it had to. */
export function openDraft(address: TextAddress, language: LabelLanguage, words: EditorWords, verdict: Verdict | null): OpenDraft {
  const doc = makeTextDoc()
  const text = watchDraft(doc, language)
  const open = openText({
    address, doc, verdict,
    device: address.userId === null ? Promise.resolve(memoryDevice()) : deviceOf(address.userId),
    wordsOf: (transaction) => changedWords(text, transaction),
    // The editor's way of writing is fetched when something has to be written anew, by somebody who has written here.
    writeAnew: async () => (await import('./writeAnew.ts')).writeAnew,
  })
  const presences = watchPresence(open.awareness)
  const highlights = makeHighlights(doc)
  const neighbours = makeNeighbours(() => text.structure().clauses.map(({ id }) => id))
  const rescueKeys = (clauseId: string, keys: string, because?: RescueCopy['because']) => {
    const label = text.clause(clauseId)?.label ?? text.clause(clauseId)?.heading ?? ''
    open.rescue([{ clauseId, label, blockId: 'late', text: keys }], because)
  }
  const caretLost = (clauseId: string) => {
    // An editor that is made anew there has no caret yet: until the person puts one somewhere, the keys still go nowhere.
    const isHere = () => document.getElementById(`clause-${clauseId}`) !== null
    catchLateKeys(isHere, (keys) => rescueKeys(clauseId, keys))
  }
  const editing = makeEditing({ awareness: open.awareness, text, neighbours, presences, highlights, formerNames: lateFormerNames(text, address.room), preferences: preferencesOf(address.userId), terms: makeTerms(text), words, hold: open.hold, caretLost, neverThere: (clauseId, keys) => rescueKeys(clauseId, keys, 'nowhere'), onSaving: (listener) => open.subscribe(() => listener(open.state().waiting === 0)) })
  return {
    session: open.session, text, editing, highlights, state: open.state, subscribe: open.subscribe,
    close() {
      presences.close()
      closeWhenKept(open, text)
    },
  }
}

/** Somebody who goes to another page of the workspace takes no words with them: the connection stays until all of them are kept. */
function closeWhenKept(open: OpenText, text: DraftText) {
  const close = () => { text.close(); open.close() }
  const done = () => open.state().waiting === 0 || open.state().ending !== null
  if (done()) return close()
  open.awareness.setLocalState(null)
  const stop = open.subscribe(() => {
    if (!done()) return
    stop()
    close()
  })
}

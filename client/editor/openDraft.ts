import { type OpenText, openText, type SyncState, type TextAddress } from '#client/lib/sync.ts'
import { plainText } from '#domain/text/clauseContent.ts'
import { type DraftText, watchDraft } from './draftText.ts'
import { type Editing, type EditorWords, makeEditing } from './editing.ts'
import { type Highlights, makeHighlights } from './highlights.ts'
import { makeNeighbours } from './neighbours.ts'
import { watchPresence } from './presence.ts'

/** A draft that is open on the sync server: its text, who is here, and everything its clauses draw with. */
export interface OpenDraft {
  readonly text: DraftText
  readonly editing: Editing
  readonly highlights: Highlights
  readonly state: () => SyncState
  readonly subscribe: (listener: () => void) => () => void
  readonly unkept: () => RescuedClause[]
  readonly close: () => void
}

/** Words that were written here and not kept by the server. */
export interface RescuedClause { readonly clauseId: string; readonly label: string; readonly blocks: readonly RescuedBlock[] }
export interface RescuedBlock { readonly id: string; readonly text: string }

export function openDraft(address: TextAddress, words: EditorWords): OpenDraft {
  const open = openText(address)
  const text = watchDraft(open.doc)
  const presences = watchPresence(open.awareness)
  const highlights = makeHighlights(open.doc)
  const neighbours = makeNeighbours(() => text.structure().clauses.map(({ id }) => id))
  const editing = makeEditing({ awareness: open.awareness, text, neighbours, presences, highlights, words })
  return {
    text, editing, highlights, state: open.state, subscribe: open.subscribe,
    unkept: () => [...open.unkeptClauses()].flatMap((clauseId) => {
      const clause = text.clause(clauseId)
      return clause ? [rescued(text, clauseId, clause.label ?? clause.heading ?? '')] : []
    }),
    close() {
      presences.close()
      text.close()
      closeWhenKept(open)
    },
  }
}

/** Somebody who goes to another page of the workspace takes no words with them: the connection stays until all of them are kept. */
function closeWhenKept(open: OpenText) {
  const done = () => open.state().waiting === 0 || open.state().ending !== null
  if (done()) return open.close()
  open.awareness.setLocalState(null)
  const stop = open.subscribe(() => {
    if (!done()) return
    stop()
    open.close()
  })
}

const rescued = (text: DraftText, clauseId: string, label: string): RescuedClause => {
  const { labelOf } = text.structure()
  const blocks = text.clause(clauseId)?.content.blocks ?? []
  return { clauseId, label, blocks: blocks.map((block) => ({ id: block.id, text: plainText({ blocks: [block] }, (reference) => labelOf(reference) ?? '') })) }
}

/** What of the rescued words the kept text does not say; nothing is offered back that was not lost. */
export function lostWords(rescue: readonly RescuedClause[], kept: DraftText): RescuedClause[] {
  return rescue.flatMap((clause) => {
    const now = new Map(rescued(kept, clause.clauseId, clause.label).blocks.map(({ id, text }) => [id, text]))
    const blocks = clause.blocks.filter(({ id, text }) => text.trim() !== '' && now.get(id) !== text)
    return blocks.length > 0 ? [{ ...clause, blocks }] : []
  })
}

import type * as Y from 'yjs'
import { touchedClauses } from './draftText.ts'
import { isCrowd, type Presences } from './presence.ts'

export interface OthersEdit { readonly userId: string; readonly name: string; readonly clauseId: string }

/** Tells of what others write, clause by clause: whose words arrive is known by their connection, deletions by the caret that stands there. */
export function watchOthersEdits(doc: Y.Doc, presences: Presences, tell: (edit: OthersEdit) => void): () => void {
  const changed = (transaction: Y.Transaction) => {
    if (transaction.local || isCrowd(presences.here())) return
    const touched = touchedClauses(doc, transaction)
    if (!touched) return
    const writers = [...transaction.afterState].filter(([client, clock]) => clock > (transaction.beforeState.get(client) ?? 0)).map(([client]) => client)
    for (const clauseId of touched.clauseIds) {
      const person = presences.here().find(({ clientId }) => writers.includes(clientId)) ?? presences.here().find((one) => one.clauseId === clauseId && one.typing)
      if (person) tell({ userId: person.userId, name: person.name, clauseId })
    }
  }
  doc.on('afterTransaction', changed)
  return () => doc.off('afterTransaction', changed)
}

/** News of one breath: who wrote, and in which clauses. */
export interface EditNews { readonly names: readonly string[]; readonly clauseIds: readonly string[] }

const quietMs = 6_000
const againMs = 60_000

/**
 * Makes few sentences of many edits: the first at once, what comes within six seconds after it together, and nobody in the same
 * clause twice in a minute.
 */
export function editTeller(say: (news: EditNews) => void) {
  const saidAt = new Map<string, number>()
  let waiting: OthersEdit[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  const speak = () => {
    timer = undefined
    if (waiting.length === 0) return
    const news = { names: [...new Set(waiting.map(({ name }) => name))], clauseIds: [...new Set(waiting.map(({ clauseId }) => clauseId))] }
    waiting = []
    timer = setTimeout(speak, quietMs)
    say(news)
  }
  return {
    hear(edit: OthersEdit) {
      const key = `${edit.userId} ${edit.clauseId}`
      const now = Date.now()
      if (now - (saidAt.get(key) ?? Number.NEGATIVE_INFINITY) < againMs) return
      saidAt.set(key, now)
      waiting.push(edit)
      if (timer === undefined) speak()
    },
    stop: () => clearTimeout(timer),
  }
}

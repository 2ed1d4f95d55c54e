import type pg from 'pg'
import type { Logger } from 'pino'
import * as Y from 'yjs'
import { Refusal } from '#domain/errors.ts'
import type { ClauseContent } from '#domain/text/clauseContent.ts'
import { contentOf } from '#domain/text/draftText.ts'
import { schemaVersion } from '#domain/text/kinds.ts'
import type { Tx } from '#server/db/context.ts'
import type { Limits } from '#server/limits.ts'
import { behindRows } from './attribution.ts'
import { firstHash, hashRow, packUpdates } from './chain.ts'
import { type History, makeHistory } from './history.ts'
import * as histories from './history.repository.ts'
import * as journal from './journal.repository.ts'
import { makeRooms } from './rooms.ts'
import { type Rest, restsIn } from './rest.ts'
import type { Room } from './room.ts'
import { makeSideThread } from './sideThread.ts'

export interface Author { readonly userId: string }

/** The texts of all drafts, as the rest of the server sees them: committed words out, edits by people in. */
export interface Texts {
  /** What the texts were, and who wrote them. */
  readonly history: History
  /** Creates a text with its first content as journal row 1, inside the caller's transaction (R10): that of a draft, or of an amendment to it. */
  create(tx: Tx, input: { textId: string; draftId: string; first: Y.Doc; author: Author; at: Date }): Promise<void>
  /** Reads committed state: `read` runs at once and must not change the document; its answer is given when all of it is saved. Refuses `notFound`. */
  read<T>(textId: string, read: (doc: Y.Doc) => T): Promise<T>
  /** An edit that the server makes for a person, on the same road as typing; resolves when it is durable. `at` only for seeding. */
  edit(textId: string, author: Author, change: (doc: Y.Doc) => void, at?: Date): Promise<{ seq: number }>
  /** Puts a clause, or `everything`, to rest at once, or only holds it in its place, waits for what is being saved and gives its words. `undo` wakes it (a rolled-back opening). Refuses `unavailable` when the text was restored and the room does not know it yet. */
  putToRest(textId: string, clauseId: string, rest: Rest): Promise<{ content: ClauseContent; seq: number; undo(): Promise<void> }>
  /** Lets nobody write in a text any more, waits for what is being saved and reads it. `undo` opens it again (a rolled-back sealing). */
  seal<T>(textId: string, read: (doc: Y.Doc) => T): Promise<{ value: T; undo(): void }>
  /** Reads again which clauses are at rest: after a proposal opened or closed. */
  refreshRest(textId: string): Promise<void>
  /** The generation of a text: it changes when a text is restored, and clients of an older one are turned away (R10). Whether its journal is damaged, so that it may only be read (R9). */
  stateOf(textId: string): Promise<{ generation: number; isDamaged: boolean }>
  /** The text was restored by a command: a room of an older generation is put out, and everyone in it comes back to the text of now. */
  renew(textId: string, generation: number): Promise<void>
  /** Folds who wrote what, for all texts where that has fallen behind, so that nobody has to wait for it: beside the server. */
  catchUp(): Promise<void>
  /** Holds a room for as long as a connection needs it. */
  enter(textId: string): Promise<Room>
  leave(room: Room): void
  /** Writes what is waiting and takes no more (R13). */
  close(): Promise<void>
}

/** `onKept`: told of a text right after something of it was kept. */
export function makeTexts(parts: { pool: pg.Pool; databaseUrl: string; limits: Limits; log: Logger; onKept?: (textId: string) => void }): Texts {
  const { pool } = parts
  const sideThread = makeSideThread(parts.databaseUrl, parts.log)
  const rooms = makeRooms({ ...parts, sideThread })
  const held = new Map<string, Map<string, Rest>>()

  async function using<T>(textId: string, work: (room: Room) => Promise<T> | T): Promise<T> {
    const room = await rooms.enter(textId)
    try { return await work(room) } finally { rooms.leave(room) }
  }

  async function refreshRest(textId: string) {
    const holds = held.get(textId)
    // A hold in memory has done its work once the database knows its proposal.
    const known = holds ? await journal.knownProposals(pool, [...holds.values()].map(({ proposalId }) => proposalId)) : new Set()
    for (const [clauseId, { proposalId }] of holds ?? []) if (known.has(proposalId)) holds?.delete(clauseId)
    const room = await rooms.opened(textId)
    if (room) room.atRest = restsIn([...await journal.clausesAtRest(pool, textId), ...holds ?? []])
  }

  return {
    history: makeHistory(pool),
    create: async (tx, { textId, draftId, first, author, at }) => {
      const payload = packUpdates([Y.encodeStateAsUpdate(first)])
      const row = { textId, seq: 1, generation: 1, userId: author.userId, clientId: first.clientID, payload }
      await journal.insertText(tx, draftId, schemaVersion, { ...row, nUpdates: 1, sha256: hashRow(firstHash, row), prevSha256: firstHash }, at)
    },
    read: (textId, read) => using(textId, async (room) => { const value = read(room.doc); await room.durable(); return value }),
    edit: (textId, author, change, at) => using(textId, (room) => room.write(change, author.userId, at)),
    putToRest: (textId, clauseId, rest) => using(textId, async (room) => {
      const holds = held.get(textId) ?? new Map<string, Rest>()
      if (rest.keeps === 'words' || !holds.has(clauseId)) holds.set(clauseId, rest)
      held.set(textId, holds)
      room.atRest = restsIn([...room.atRest, ...holds])
      const content = contentOf(room.doc, clauseId)
      await room.durable()
      const undo = async () => {
        if (holds.get(clauseId) === rest) holds.delete(clauseId)
        await refreshRest(textId)
      }
      // That another process restored the text is heard a moment later; nobody may vote on words that are no longer there.
      if ((await journal.headOf(pool, textId)).generation !== room.generation) {
        void undo()
        room.failed(new Error('the text was restored by another process'))
        throw new Refusal('unavailable', 'The text was restored a moment ago')
      }
      return { content, seq: room.seq, undo }
    }),
    seal: (textId, read) => using(textId, async (room) => {
      room.isSealed = true
      const value = read(room.doc)
      await room.durable()
      return { value, undo: () => { room.isSealed = false } }
    }),
    refreshRest,
    stateOf: (textId) => using(textId, (room) => ({ generation: room.generation, isDamaged: room.fault !== null })),
    renew: async (textId, generation) => {
      const room = await rooms.opened(textId)
      if (room && room.generation < generation) room.failed(new Error(`the text was restored and is of generation ${generation} now`))
    },
    catchUp: async () => { for (const { textId, seq } of await histories.behind(pool, behindRows)) await sideThread.run({ what: 'lineage', textId, seq }) },
    enter: rooms.enter,
    leave: rooms.leave,
    close: rooms.close,
  }
}

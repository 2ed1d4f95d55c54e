import * as Y from 'yjs'
import { defaultLimits } from '#server/limits.ts'
import { firstHash, hashRow, packUpdates, unpackUpdates } from '#server/texts/chain.ts'
import type { Committer, Entry, Ledger } from '#server/texts/committer.ts'
import type { HashedRow } from '#server/texts/journal.repository.ts'
import { checkRows } from '#server/texts/load.ts'
import { type Kept, type Member, Room } from '#server/texts/room.ts'
import { aDraft } from './corpus.ts'

const textId = 'draft:00000000-0000-4000-8000-000000000000'

/** A server of one text that keeps its journal in memory: the real room, and a committer that writes when it is told to, as much as it is told to. */
export class ServerModel {
  readonly rows: HashedRow[] = []
  room: Room
  private readonly bindings = new Map<number, string>()
  private queue: Entry<Member>[] = []
  private checkpoint: { readonly seq: number; readonly state: Uint8Array } | null = null
  private head: Uint8Array = firstHash

  constructor() {
    this.append([Y.encodeStateAsUpdate(aDraft())], 'founder', 1)
    this.room = this.open()
  }

  private append(updates: readonly Uint8Array[], userId: string, clientId: number) {
    const row = { textId, seq: this.rows.length + 1, generation: 1, userId, clientId, payload: packUpdates(updates) }
    const sha256 = hashRow(this.head, row)
    this.rows.push({ ...row, nUpdates: updates.length, sha256, prevSha256: this.head })
    this.head = sha256
  }

  private open(): Room {
    const committer: Committer = { enqueue: (_room: Ledger, entry: Entry) => { this.queue.push(entry as Entry<Member>) }, isFull: () => false, settled: () => Promise.resolve() }
    const text = { id: textId, draftId: textId.slice(6), seq: this.rows.length, generation: 1, schemaVersion: 1, headHash: this.head }
    return new Room({ doc: this.replayed(), state: null, text, fault: null, rows: 0, bytes: 0 }, { bindings: new Map(this.bindings), committer, limits: defaultLimits, onGone: () => undefined, onKept: () => undefined })
  }

  /** The text as its newest checkpoint and the rows after it give it. */
  replayed(fromTheStart = false): Y.Doc {
    const doc = new Y.Doc()
    const checkpoint = fromTheStart ? null : this.checkpoint
    if (checkpoint) Y.applyUpdate(doc, checkpoint.state)
    for (const { payload } of this.rows.slice(checkpoint?.seq ?? 0)) for (const update of unpackUpdates(payload)) Y.applyUpdate(doc, update)
    return doc
  }

  get waiting() { return this.queue.length }

  /** Writes the first of what waits; the rest waits on. */
  flush(count: number) {
    const entries = this.queue.splice(0, count)
    if (entries.length === 0) return
    for (const { clientId, userId } of this.room.takeNewBindings()) this.bindings.set(clientId, userId)
    for (const { update, userId, clientId } of entries) this.append([update], userId, clientId)
    this.room.seq = this.rows.length
    this.room.head = this.head
    this.room.committed(entries, entries.length)
  }

  /** The database does not take what waits: the room is dropped, and everyone is sent away to come back. */
  fail() {
    this.queue = []
    this.room.failed(new Error('the database is gone'))
    this.room = this.open()
  }

  /** The process ends without a word and another begins: what was not written is gone. */
  crash() {
    this.queue = []
    this.room = this.open()
  }

  /** Nobody is there and all is written: the room is let go and made again. */
  reload() { if (this.queue.length === 0 && this.room.members.size === 0) this.room = this.open() }

  keepCheckpoint() { this.checkpoint = { seq: this.rows.length, state: Y.encodeStateAsUpdate(this.replayed(true)) } }

  /** The chain, whole from the first row; throws where it is not. */
  verify() { return checkRows(textId, this.rows, { seq: 0, hash: firstHash }).seq }
}

/** What a client sent on one connection, to be delivered later or never. */
interface Sent { readonly bytes: Uint8Array; readonly tokens: readonly string[] }

/** One page: its document, its connection when it has one, and what it was promised. */
export class ClientModel implements Member {
  readonly mayWrite = true
  readonly doc = new Y.Doc()
  /** Tokens that the server said are durable. */
  readonly promised = new Set<string>()
  private outbox: Sent[] = []
  private inbox: (() => void)[] = []
  private unsaid: string[] = []
  private messages: (readonly string[])[] = []
  room: Room | null = null

  constructor(readonly userId: string) {
    this.doc.on('update', (bytes: Uint8Array, origin: unknown) => {
      if (origin === this) return
      if (this.room) this.outbox.push({ bytes, tokens: this.unsaid.splice(0) })
    })
  }

  /** Edits; the token that comes with it, if any, is promised when its message is. */
  edit(change: (doc: Y.Doc) => void, token?: string) {
    if (token) this.unsaid.push(token)
    this.doc.transact(() => change(this.doc))
  }

  connect(room: Room) {
    this.disconnect()
    this.room = room
    room.members.add(this)
    // The server's question, and the page's answer with all that the server lacks; the page's question, answered when it is durable.
    this.outbox.push({ bytes: Y.encodeStateAsUpdate(this.doc, Y.encodeStateVector(room.doc)), tokens: this.unsaid.splice(0) })
    const answer = Y.encodeStateAsUpdate(room.doc, Y.encodeStateVector(this.doc))
    void room.durable().then(() => { if (this.room === room) this.inbox.push(() => Y.applyUpdate(this.doc, answer, this)) }, () => undefined)
  }

  /** The line goes: what was under way in both directions is lost. */
  disconnect() {
    this.room?.members.delete(this)
    this.room = null
    this.unsaid.unshift(...this.messages.flat().filter((token) => !this.promised.has(token)), ...this.outbox.flatMap(({ tokens }) => tokens))
    this.messages = []
    this.outbox = []
    this.inbox = []
  }

  dismiss() { this.disconnect() }

  tell({ entries }: Kept, ownUpTo: number | null) {
    this.inbox.push(() => {
      for (const { update, source } of entries) if (source !== this) Y.applyUpdate(this.doc, update, this)
      if (ownUpTo !== null) for (const token of this.messages.slice(0, ownUpTo).flat()) this.promised.add(token)
    })
  }

  /** Delivers some of what is under way to the server; gives what became of it. */
  send(count: number) {
    for (const { bytes, tokens } of this.outbox.splice(0, count)) {
      if (!this.room) return
      this.messages.push(tokens)
      if (this.room.receive({ bytes, number: this.messages.length, isFirst: false }, this) === 'pending') throw new Error('the server lacks something that this client built on')
    }
  }

  hear(count: number) { for (const hear of this.inbox.splice(0, count)) hear() }
  get isQuiet() { return this.outbox.length === 0 && this.inbox.length === 0 }
}

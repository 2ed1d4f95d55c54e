import * as Y from 'yjs'
import { Refusal } from '#domain/errors.ts'
import type { Committer, Entry, Ledger } from './committer.ts'
import type { Binding } from './journal.repository.ts'
import type { Loaded } from './load.ts'
import { isNothing, parseUpdate, type ParsedUpdate } from './parse.ts'
import { structureProblems } from './structure.ts'
import { touchedBy } from './touched.ts'

/** What a room needs of whoever is in it. */
export interface Member {
  readonly userId: string | null
  readonly mayWrite: boolean
  tell(update: Uint8Array): void
  /** The first `count` document messages still unanswered on this connection are durable up to `seq`. */
  acknowledge(count: number, seq: number): void
  /** The room cannot go on (a failed commit, a reload): the member is to come back. */
  dismiss(): void
}

/** What became of a message: it waits for the journal, there was nothing new in it, or it builds on what is missing here. */
export type Accepted = 'waiting' | 'nothing' | 'pending'

/** One shared text in memory. Invariant: nobody is told what the journal does not hold. */
export class Room implements Ledger {
  readonly members = new Set<Member>()
  readonly textId: string
  readonly draftId: string
  readonly generation: number
  readonly doc: Y.Doc
  seq: number
  head: Uint8Array
  /** Clauses whose words are at rest, each with the proposal that keeps them so. */
  atRest: ReadonlyMap<string, string> = new Map()
  isGone = false
  private taken = 0
  private kept = 0
  private waiters: { readonly upTo: number; resolve(): void; reject(error: unknown): void }[] = []
  private newBindings: Binding[] = []

  constructor({ doc, text }: Loaded, textId: string, private readonly bindings: Map<number, string>, private readonly committer: Committer, private readonly onGone: (room: Room, error: unknown) => void) {
    this.doc = doc
    this.textId = textId
    this.draftId = text.draftId
    this.generation = text.generation
    this.seq = text.seq
    this.head = text.headHash
  }

  /** Takes one document message: parse, authorise by what it touches, apply, check, and hand it to the journal (R1). Throws a Refusal. */
  receive(bytes: Uint8Array, from: Member, isAnswer: boolean): Accepted {
    const update = parseUpdate(bytes)
    if (isNothing(update) || (isAnswer && this.contains(bytes))) return this.answer(from)
    if (!from.mayWrite || from.userId === null) throw new Refusal('forbidden', 'This text may not be written by you now')
    const touched = touchedBy(this.doc, update)
    if (touched.pending) return 'pending'
    for (const clauseId of [...touched.clauses, ...touched.nodes]) {
      if (this.atRest.has(clauseId)) throw new Refusal('locked', 'These words are at rest while they are voted on', { clauseId })
    }
    this.bind(update, from.userId)
    this.apply(bytes, from)
    const problems = touched.structural ? structureProblems(this.doc, touched) : []
    if (problems.length > 0) {
      this.poisoned(new Error(problems[0]), from)
      throw new Refusal('invalid', `The text would not be well formed: ${problems[0]}`)
    }
    this.enqueue({ update: bytes, userId: from.userId, clientId: clientOf(update), source: from })
    return 'waiting'
  }

  /** An edit made by the server for a person. Its client id is new, so it belongs to nobody else. */
  write(change: (doc: Y.Doc) => void, userId: string, at?: Date): Promise<{ seq: number }> {
    const copy = new Y.Doc()
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(this.doc))
    const before = Y.encodeStateVector(copy)
    copy.transact(() => change(copy))
    const update = Y.encodeStateAsUpdate(copy, before)
    return new Promise((resolve, reject) => {
      const source: Member = { userId, mayWrite: true, tell: () => undefined, acknowledge: (_count, seq) => resolve({ seq }), dismiss: () => reject(new Refusal('unavailable', 'The text could not be saved')) }
      const parsed = parseUpdate(update)
      this.bind(parsed, userId)
      this.apply(update, source)
      this.enqueue({ update, userId, clientId: copy.clientID, source, ...(at && { at }) })
    })
  }

  /** Resolves when everything received until now is in the journal; what was read before the call is committed then. */
  durable(): Promise<void> {
    if (this.isGone) return Promise.reject(new Refusal('unavailable', 'The text is being made anew'))
    if (this.kept === this.taken) return Promise.resolve()
    return new Promise((resolve, reject) => { this.waiters.push({ upTo: this.taken, resolve, reject }) })
  }

  takeNewBindings(): Binding[] { return this.newBindings.splice(0) }

  committed(entries: readonly Entry[]) {
    for (const { update, source } of entries) {
      for (const member of this.members) if (member !== source) member.tell(update)
    }
    for (const { source } of entries) (source as Member).acknowledge(1, this.seq)
    this.kept += entries.length
    while (this.waiters[0] && this.waiters[0].upTo <= this.kept) this.waiters.shift()?.resolve()
  }

  failed(error: unknown) { this.poisoned(error) }

  // What is in memory is no longer what the journal says: nobody saw it, everyone comes back to a room made anew (R6).
  // Whoever sent it is not among them: they are refused, for good, or they would come back with it for ever.
  private poisoned(error: unknown, sender: unknown = null) {
    if (this.isGone) return
    this.isGone = true
    this.onGone(this, error)
    for (const member of [...this.members]) if (member !== sender) member.dismiss()
    this.members.clear()
    for (const waiter of this.waiters.splice(0)) waiter.reject(new Refusal('unavailable', 'The text could not be saved'))
  }

  private contains(bytes: Uint8Array) { return Y.snapshotContainsUpdate(Y.snapshot(this.doc), bytes) }

  // Acknowledged after what was sent before it: a count says "the first n". On a failure the member is dismissed instead.
  private answer(from: Member): Accepted {
    void this.durable().then(() => from.acknowledge(1, this.seq), () => undefined)
    return 'nothing'
  }

  // Client ids belong to whoever used them first here: a struct under another's id could destroy their edits in flight (R4).
  private bind({ structs }: ParsedUpdate, userId: string) {
    for (const client of new Set(structs.map((struct) => struct.id.client))) {
      const owner = this.bindings.get(client)
      if (owner === userId) continue
      if (owner !== undefined) throw new Refusal('forbidden', 'This Yjs client id belongs to somebody else')
      this.bindings.set(client, userId)
      this.newBindings.push({ textId: this.textId, clientId: client, userId })
    }
  }

  private apply(bytes: Uint8Array, origin: unknown) {
    try {
      Y.applyUpdate(this.doc, bytes, origin)
    } catch (error) {
      // An update that throws has sometimes changed the document already (458 of 17,574, measured).
      this.poisoned(error, origin)
      throw new Refusal('invalid', 'The update cannot be applied')
    }
  }

  private enqueue(entry: Entry) {
    this.taken += 1
    this.committer.enqueue(this, entry)
  }
}

const clientOf = ({ structs, deletes }: ParsedUpdate) => structs[0]?.id.client ?? deletes.keys().next().value ?? 0

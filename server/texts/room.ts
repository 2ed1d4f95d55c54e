import * as Y from 'yjs'
import { Refusal } from '#domain/errors.ts'
import { everything } from '#domain/text/atRest.ts'
import { applyUpdates, makeTextDoc } from '#domain/text/textDoc.ts'
import type { Limits } from '#server/limits.ts'
import type { Committer, Entry, Ledger } from './committer.ts'
import type { Binding } from './journal.repository.ts'
import type { JournalFault, Loaded } from './load.ts'
import { isNothing, parseUpdate, type ParsedUpdate } from './parse.ts'
import type { Rest } from './rest.ts'
import { Size } from './size.ts'
import { problemsAfter } from './structure.ts'
import { type Touched, touchedBy } from './touched.ts'

/** One flush of a text that is now durable; the same object for every member, so that what is made of it is made once. */
export interface Kept { readonly entries: readonly Entry[]; readonly seq: number }

/** What a room needs of whoever is in it. */
export interface Member {
  readonly userId: string | null
  readonly mayWrite: boolean
  /** A flush is durable. For who sent something in it: up to which of its own document messages everything is. */
  tell(kept: Kept, ownUpTo: number | null): void
  /** The room cannot go on (a failed commit, a reload): the member is to come back. */
  dismiss(): void
}

/** A document message as a room takes it. */
export interface Message { readonly bytes: Uint8Array; readonly number: number; /** The first words of a connection that has just come. */ readonly isFirst: boolean }

/** What became of a message: it waits for the journal, there was nothing new in it, or it builds on what is missing here. */
export type Accepted = 'waiting' | 'nothing' | 'pending'

export interface RoomParts {
  readonly bindings: Map<number, string>
  readonly committer: Committer
  readonly limits: Limits
  onGone(room: Room, error: unknown): void
  onKept(room: Room): void
}

/** One shared text in memory. Invariant: nobody is told what the journal does not hold. */
export class Room implements Ledger {
  readonly members = new Set<Member>()
  readonly textId: string
  readonly draftId: string
  readonly generation: number
  /** What is wrong with its journal, when something is: then the text is what it was before the damage, and nobody writes (R9). */
  readonly fault: JournalFault | null
  seq: number
  head: Uint8Array
  /** Clauses at rest, or `everything`, each with the proposal that keeps them so. */
  atRest: ReadonlyMap<string, Rest> = new Map()
  /** The words are fixed: nobody writes in them again. */
  isSealed = false
  isGone = false
  rowsSinceCheckpoint: number
  bytesSinceCheckpoint: number
  checkpointAt = performance.now()
  private taken = 0
  private kept = 0
  private waiters: { readonly upTo: number; resolve(): void; reject(error: unknown): void }[] = []
  private newBindings: Binding[] = []
  private wholeState: Uint8Array | null
  private opened: { readonly doc: Y.Doc; readonly size: Size } | null = null
  private readonly open: () => { readonly doc: Y.Doc; readonly size: Size }

  constructor(loaded: Loaded, private readonly parts: RoomParts) {
    const { state, text, fault, rows, bytes } = loaded
    const whole = state ?? Y.encodeStateAsUpdate(loaded.doc)
    this.wholeState = whole
    this.open = () => ({ doc: loaded.doc, size: new Size(loaded.doc, whole.length, parts.limits) })
    if (!state) this.opened = this.open()
    this.textId = text.id
    this.draftId = text.draftId
    this.generation = text.generation
    this.seq = text.seq
    this.head = text.headHash
    this.fault = fault
    this.rowsSinceCheckpoint = rows
    this.bytesSinceCheckpoint = bytes
  }

  /** The text itself. Of one that was kept whole only its bytes are there until somebody needs more: who has just come is answered from those. */
  get doc(): Y.Doc { return this.read().doc }
  get isRead(): boolean { return this.opened !== null }
  private get size(): Size { return this.read().size }
  close() { this.opened?.doc.destroy() }

  /** Takes one document message: parse, authorise by what it touches, apply, check, and hand it to the journal (R1). Throws a Refusal. */
  receive(message: Message, from: Member): Accepted {
    const update = parseUpdate(message.bytes)
    if (isNothing(update)) return this.answer(from, message.number)
    const touched = touchedBy(this.doc, update)
    if (touched.isKnown) return this.answer(from, message.number)
    // Left out where it may not be written: the words are the same with it and without.
    if (touched.isTidying && (!from.mayWrite || this.sleeps(touched))) return this.answer(from, message.number)
    const userId = this.requireWriter(from)
    if (touched.pending) return 'pending'
    this.requireAwake(touched)
    if (message.isFirst) this.size.refuseMassDeletion(touched.removes)
    this.size.refuseGrowth(update)
    this.bind(update, userId)
    this.apply(message.bytes, from)
    const problems = problemsAfter(this.doc, touched)
    if (problems.length > 0) {
      this.poisoned(new Error(problems[0]), from)
      throw new Refusal('invalid', `The text would not be well formed: ${problems[0]}`)
    }
    this.size.count(update, touched.removes)
    this.enqueue({ update: message.bytes, userId, clientId: clientOf(update), source: from, message: message.number })
    return 'waiting'
  }

  /**
   * An edit made by the server for a person, and the row that holds it: the text right after that row is the text with this edit and nothing
   * that came later. Its client id is new, so it belongs to nobody else. Refuses while the journal is damaged.
   */
  async write(change: (doc: Y.Doc) => void, userId: string, at?: Date): Promise<{ seq: number }> {
    if (this.isGone) throw beingMadeAnew()
    if (this.fault) throw new Refusal('unavailable', 'The journal of this text is damaged')
    if (this.isSealed) throw new Refusal('locked', 'These words are sealed')
    const copy = makeTextDoc()
    applyUpdates(copy, [this.state()])
    const before = Y.encodeStateVector(copy)
    copy.transact(() => change(copy))
    const update = Y.encodeStateAsUpdate(copy, before)
    const parsed = parseUpdate(update)
    const { removes } = touchedBy(this.doc, parsed)
    const source: Member = { userId, mayWrite: true, tell: () => undefined, dismiss: () => undefined }
    this.bind(parsed, userId)
    this.apply(update, source)
    this.size.count(parsed, removes)
    let seq = 0
    this.enqueue({ update, userId, clientId: copy.clientID, source, message: 1, placed: (own) => { seq = own }, ...(at && { at }) })
    await this.durable()
    return { seq }
  }

  /** Resolves when everything received until now is in the journal; what was read before the call is committed then. */
  durable(): Promise<void> {
    if (this.isGone) return Promise.reject(beingMadeAnew())
    if (this.kept === this.taken) return Promise.resolve()
    return new Promise((resolve, reject) => { this.waiters.push({ upTo: this.taken, resolve, reject }) })
  }

  /** All of the text as one update; put together once for as many as come before the next change. */
  state(): Uint8Array {
    this.wholeState ??= Y.encodeStateAsUpdate(this.doc)
    return this.wholeState
  }

  get readers(): number { return this.members.size }

  takeNewBindings(): Binding[] { return this.newBindings.splice(0) }

  committed(entries: readonly Entry<Member>[], rows: number) {
    const kept: Kept = { entries, seq: this.seq }
    const senders = new Map<Member, number>()
    for (const { source, message } of entries) senders.set(source, message)
    for (const member of this.members) if (!senders.has(member)) member.tell(kept, null)
    for (const [sender, upTo] of senders) sender.tell(kept, upTo)
    this.kept += entries.length
    this.rowsSinceCheckpoint += rows
    this.bytesSinceCheckpoint += entries.reduce((sum, { update }) => sum + update.length, 0)
    while (this.waiters[0] && this.waiters[0].upTo <= this.kept) this.waiters.shift()?.resolve()
    this.parts.onKept(this)
  }

  failed(error: unknown) { this.poisoned(error) }

  // What is in memory is no longer what the journal says: nobody saw it, everyone comes back to a room made anew (R6).
  // Whoever sent it is not among them: they are refused, for good, or they would come back with it for ever.
  private poisoned(error: unknown, sender: unknown = null) {
    if (this.isGone) return
    this.isGone = true
    this.parts.onGone(this, error)
    for (const member of [...this.members]) if (member !== sender) member.dismiss()
    this.members.clear()
    for (const waiter of this.waiters.splice(0)) waiter.reject(new Refusal('unavailable', 'The text could not be saved'))
  }

  // Acknowledged after what was sent before it: a number says "up to this one". On a failure the member is dismissed instead.
  private answer(from: Member, number: number): Accepted {
    void this.durable().then(() => from.tell({ entries: [], seq: this.seq }, number), () => undefined)
    return 'nothing'
  }

  private read() {
    this.opened ??= this.open()
    return this.opened
  }

  private requireWriter({ mayWrite, userId }: Member): string {
    if (!mayWrite || userId === null) throw new Refusal('forbidden', 'This text may not be written by you now')
    if (this.isSealed) throw new Refusal('locked', 'These words are sealed')
    if (this.parts.committer.isFull()) throw new Refusal('unavailable', 'Too much waits to be saved')
    return userId
  }

  private requireAwake({ clauses, nodes }: Touched) {
    if (this.atRest.size === 0) return
    const clauseId = this.sleeping({ clauses, nodes })
    if (clauseId !== undefined) throw new Refusal('locked', this.atRest.get(clauseId)?.keeps === 'place' ? 'It keeps its place while a provision behind it is voted on' : 'These words are at rest while they are voted on', { clauseId })
  }

  private sleeping({ clauses, nodes }: Pick<Touched, 'clauses' | 'nodes'>): string | undefined {
    if (this.atRest.has(everything)) return [...clauses, ...nodes][0]
    return [...clauses].find((clauseId) => this.atRest.get(clauseId)?.keeps === 'words') ?? [...nodes].find((clauseId) => this.atRest.has(clauseId))
  }

  private sleeps(touched: Touched) { return this.sleeping(touched) !== undefined }

  // Client ids belong to whoever used them first here: a struct under another's id could destroy their edits in flight (R4).
  private bind({ structs }: ParsedUpdate, userId: string) {
    const { bindings } = this.parts
    let last: number | null = null
    for (const { id: { client } } of structs) {
      if (client === last) continue
      last = client
      const owner = bindings.get(client)
      if (owner === userId) continue
      if (owner !== undefined) throw new Refusal('forbidden', 'This Yjs client id belongs to somebody else')
      bindings.set(client, userId)
      this.newBindings.push({ textId: this.textId, clientId: client, userId })
    }
  }

  private apply(bytes: Uint8Array, origin: unknown) {
    this.wholeState = null
    try {
      applyUpdates(this.doc, [bytes], origin)
    } catch (error) {
      // An update that throws has sometimes changed the document already (458 of 17,574, measured).
      this.poisoned(error, origin)
      throw new Refusal('invalid', 'The update cannot be applied')
    }
  }

  private enqueue(entry: Entry) {
    this.taken += 1
    this.parts.committer.enqueue(this, entry)
  }
}

const beingMadeAnew = () => new Refusal('unavailable', 'The text is being made anew')
const clientOf = ({ structs, deletes }: ParsedUpdate) => structs[0]?.id.client ?? deletes.keys().next().value ?? 0

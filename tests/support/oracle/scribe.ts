import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { WebSocket } from 'ws'
import * as sync from 'y-protocols/sync'
import * as Y from 'yjs'
import { schemaVersion } from '#domain/text/kinds.ts'
import type { Client } from '#tests/support/client.ts'
import { AckJournal } from './ackJournal.ts'
import type { Dice } from './dice.ts'
import { paragraphIn, plainWords } from './words.ts'

const acknowledgement = 100
const mostTokens = 40

interface Part {
  /** Like `c07`: every token it types begins with it. */
  readonly name: string
  readonly client: Client
  readonly draftId: string
  readonly clauseIds: readonly string[]
  readonly dice: Dice
  /** Where to connect; the client's own origin, or a bad line before it. */
  readonly address?: string
  readonly generation?: number
  /** Version of the text's shape that the page says it knows. */
  readonly schema?: number
}

/** A simulated person who types in a draft over the stock wire and keeps an ack journal. Comes back by itself unless told to stay away. */
export class Scribe {
  readonly doc = new Y.Doc()
  readonly journal = new AckJournal()
  readonly closes: number[] = []
  isSynced = false
  /** The server has asked what it lacks and was answered: from here on every edit goes out as it is made. */
  private isFlowing = false
  private messages = 0
  private edits = 0
  private wanted = false
  private own: string[] = []
  private timer: NodeJS.Timeout | undefined
  socket: WebSocket | null = null

  constructor(readonly part: Part) {
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== this && this.isFlowing) this.sendDocument((encoder) => sync.writeUpdate(encoder, update))
    })
  }

  connect() {
    this.wanted = true
    const { client, draftId, address = client.origin, generation, schema = schemaVersion } = this.part
    const query = new URLSearchParams({ schema: String(schema), ...(generation !== undefined && { generation: String(generation) }) })
    const socket = new WebSocket(`${address.replace('http', 'ws')}/sync/draft:${draftId}?${query}`, { headers: { cookie: client.cookie(), origin: client.origin }, handshakeTimeout: 10_000 })
    this.socket = socket
    socket.on('error', () => undefined)
    socket.on('open', () => this.send((encoder) => { encoding.writeVarUint(encoder, 0); sync.writeSyncStep1(encoder, this.doc) }))
    socket.on('message', (data: Buffer) => { if (this.socket === socket) this.receive(new Uint8Array(data)) })
    socket.on('close', (code) => { if (this.socket === socket) this.closed(code) })
  }

  /** Goes away without a word, as a page that is shut; what was not acknowledged stays with it. */
  disconnect() {
    this.wanted = false
    clearTimeout(this.timer)
    const { socket } = this
    this.closed(null)
    socket?.terminate()
  }

  private closed(code: number | null) {
    this.socket = null
    this.isSynced = false
    this.isFlowing = false
    this.messages = 0
    this.journal.disconnected()
    if (code !== null) this.closes.push(code)
    // The rule of y-websocket: these are final, everything else means "come back".
    if (!this.wanted || (code !== null && code >= 4400 && code < 4500)) return
    this.timer = setTimeout(() => this.connect(), this.part.dice.between(20, 120))
  }

  private receive(bytes: Uint8Array) {
    const decoder = decoding.createDecoder(bytes)
    const type = decoding.readVarUint(decoder)
    if (type === acknowledgement) return this.journal.acknowledged(decoding.readVarUint(decoder), decoding.readVarUint(decoder))
    if (type !== 0) return
    const answer = encoding.createEncoder()
    encoding.writeVarUint(answer, 0)
    const step = sync.readSyncMessage(decoder, answer, this.doc, this)
    if (step === sync.messageYjsSyncStep2) this.isSynced = true
    if (step !== sync.messageYjsSyncStep1) return
    this.messages += 1
    this.socket?.send(encoding.toUint8Array(answer))
    this.journal.answered(this.messages)
    this.isFlowing = true
  }

  private sendDocument(write: (encoder: encoding.Encoder) => void) {
    this.messages += 1
    this.send((encoder) => { encoding.writeVarUint(encoder, 0); write(encoder) })
  }

  private send(write: (encoder: encoding.Encoder) => void) {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(encoding.encode(write))
  }

  /** One edit somewhere: mostly a new token, else one of its own acknowledged ones goes or is set in bold. False when there is nothing to type in yet. */
  edit(): boolean {
    const { dice, clauseIds } = this.part
    const clauseId = dice.pick(clauseIds)
    const text = paragraphIn(this.doc, clauseId)
    if (!text) return false
    const settled = this.own.filter((token) => !this.journal.unacknowledged.some((act) => act.token === token))
    if (settled.length > 0 && (this.own.length > mostTokens || dice.chance(0.3))) this.change(dice.pick(settled), dice.chance(0.7) ? 'delete' : 'format')
    else this.insert(text)
    return true
  }

  private insert(text: Y.XmlText) {
    const { name, dice } = this.part
    const token = `⟦${name}-${String(this.edits++).padStart(6, '0')}⟧`
    const words = plainWords(text)
    this.own.push(token)
    this.act('insert', token, () => text.insert(outsideTokens(words, dice.below(words.length + 1)), token))
  }

  private change(token: string, kind: 'delete' | 'format') {
    const found = this.part.clauseIds.flatMap((id) => paragraphIn(this.doc, id) ?? []).map((text) => ({ text, at: plainWords(text).indexOf(token) })).find(({ at }) => at >= 0)
    if (!found) return
    if (kind === 'delete') this.own = this.own.filter((own) => own !== token)
    this.act(kind, token, () => kind === 'delete' ? found.text.delete(found.at, token.length) : found.text.format(found.at, token.length, { strong: {} }))
  }

  private act(kind: 'insert' | 'delete' | 'format', token: string, change: () => void) {
    const before = this.messages
    let hasChanged = false
    const changed = () => { hasChanged = true }
    this.doc.on('update', changed)
    change()
    this.doc.off('update', changed)
    // What is strong already cannot be made so: nothing is sent, and nothing will be acknowledged.
    if (!hasChanged) return
    const act = this.journal.begin(kind, token)
    if (this.messages > before) act.message = this.messages
  }
}

/** The place itself, or the end of the token that it would tear apart. */
function outsideTokens(words: string, at: number): number {
  const opened = words.lastIndexOf('⟦', at - 1)
  const closed = words.indexOf('⟧', opened)
  return opened >= 0 && closed >= at ? closed + 1 : at
}

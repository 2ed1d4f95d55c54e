import * as decoding from 'lib0/decoding'
import { onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { blockText } from '#domain/text/clauseContent.ts'
import { contentOf } from '#domain/text/draftText.ts'
import { clausesOf } from '#domain/text/tree.ts'
import type { Client } from './client.ts'
import { until } from './until.ts'
import type { Clause, World } from './world.ts'

/** Somebody with a draft open in the stock client of y-websocket. */
export interface Drafter {
  readonly doc: Y.Doc
  readonly provider: WebsocketProvider
  /** What every close of a connection said, in order. */
  readonly closes: { readonly code: number; readonly reason: string }[]
  /** What the server acknowledged last on the connection of now: how many document messages, up to which row. */
  acknowledged(): { readonly count: number; readonly seq: number }
  synced(): Promise<void>
  closedWith(code: number): Promise<void>
  type(clause: Clause, words: string, at?: number): void
  words(clause: Clause): string
  reads(clause: Clause, words: string): Promise<void>
  leave(): void
}

export const paragraphOf = (doc: Y.Doc, { id }: Clause): Y.XmlText => {
  const text = clausesOf(doc).get(id)?.toArray().flatMap((block) => block instanceof Y.XmlElement && block.nodeName === 'paragraph' ? block.toArray() : [])[0]
  if (!(text instanceof Y.XmlText)) throw new Error('the clause has no words yet')
  return text
}

export const wordsOf = (doc: Y.Doc, { id, paragraph }: Clause): string => {
  const block = contentOf(doc, id).blocks.find((candidate) => candidate.id === paragraph)
  return block ? blockText(block) : ''
}

/** The class of sockets that carry this person's cookie, as a browser's would. */
const socketOf = (client: Client) => class extends WebSocket {
  constructor(address: string | URL) { super(address, { headers: { cookie: client.cookie(), origin: client.origin } }) }
} as unknown as typeof globalThis.WebSocket

export const syncAddress = ({ origin }: Client) => `${origin.replace('http', 'ws')}/sync`

export function drafts(client: Client, { draftId }: Pick<World, 'draftId'>, { doc = new Y.Doc(), params = {}, room = `draft:${draftId}` }: { doc?: Y.Doc; params?: Record<string, string>; room?: string } = {}): Drafter {
  const provider = new WebsocketProvider(syncAddress(client), room, doc, { WebSocketPolyfill: socketOf(client), disableBc: true, maxBackoffTime: 50, params })
  const closes: Drafter['closes'] = []
  let acknowledged = { count: 0, seq: 0 }
  // The stock client passes by what it does not know; ours reads it.
  provider.messageHandlers[100] = (_answer, decoder) => { acknowledged = { count: decoding.readVarUint(decoder), seq: decoding.readVarUint(decoder) } }
  provider.on('connection-close', (event) => {
    acknowledged = { count: 0, seq: 0 }
    if (event) closes.push({ code: event.code, reason: event.reason })
  })
  const leave = () => { provider.destroy() }
  onTestFinished(leave)
  const words = (clause: Clause) => wordsOf(doc, clause)
  return {
    doc, provider, closes, leave, words,
    acknowledged: () => acknowledged,
    synced: () => until(() => provider.synced, 10_000, () => JSON.stringify(closes)),
    closedWith: (code) => until(() => closes.some((close) => close.code === code), 10_000, () => JSON.stringify(closes)),
    type: (clause, added, at = 0) => { paragraphOf(doc, clause).insert(at, added) },
    reads: (clause, expected) => until(() => words(clause) === expected, 10_000, () => `“${words(clause)}” is not “${expected}” ${JSON.stringify(closes)}`),
  }
}

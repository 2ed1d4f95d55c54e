import { readVarUint } from 'lib0/decoding'
import type { Awareness } from 'y-protocols/awareness'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { documentMessage, makeLedger } from './syncLedger.ts'

/** The server's last word on a connection, when it is not "try again". `reload`: this page is out of date. */
export interface Ending {
  readonly kind: 'signedOut' | 'forbidden' | 'hidden' | 'reload' | 'atRest' | 'malformed'
  readonly clauseId: string | null
  /** My changes that were not kept. */
  readonly lost: number
}

export interface SyncState {
  readonly connection: 'connecting' | 'online' | 'offline'
  readonly synced: boolean
  readonly waiting: number
  readonly savedAt: Date | null
  readonly ending: Ending | null
}

/** One open text: the document, who is here, and how far my changes are kept. Nothing of it survives `close`. */
export interface OpenText {
  readonly doc: Y.Doc
  readonly awareness: Awareness
  readonly state: () => SyncState
  readonly subscribe: (listener: () => void) => () => void
  /** Clauses that I changed since everything was last kept. */
  readonly unkeptClauses: () => ReadonlySet<string>
  readonly close: () => void
}

const endingOf: Record<number, Ending['kind']> = {
  4400: 'malformed', 4401: 'signedOut', 4403: 'forbidden', 4404: 'hidden', 4409: 'reload', 4413: 'malformed', 4423: 'atRest', 4426: 'reload',
}
const acknowledgement = 100

export interface TextAddress { readonly room: string; readonly schema: number; readonly generation: number }

const addressOf = () => `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/sync`

/** Opens a text on the sync server. `disableBc`: two tabs of one browser may be two people. */
export function openText(text: TextAddress, serverUrl = addressOf(), Socket: typeof WebSocket = WebSocket): OpenText {
  const doc = new Y.Doc()
  const ledger = makeLedger()
  const listeners = new Set<() => void>()
  const unkept = new Set<string>()
  let state: SyncState = { connection: 'connecting', synced: false, waiting: 0, savedAt: null, ending: null }
  const set = (change: Partial<SyncState>) => {
    state = { ...state, ...change }
    for (const listener of listeners) listener()
  }

  class CountingSocket extends Socket {
    override send(data: Parameters<WebSocket['send']>[0]) {
      const message = documentMessage(data)
      if (message) ledger.sent(message)
      super.send(data)
    }
  }
  const provider = new WebsocketProvider(serverUrl, text.room, doc, {
    disableBc: true,
    connect: false,
    params: { schema: String(text.schema), generation: String(text.generation) },
    WebSocketPolyfill: CountingSocket,
  })
  provider.messageHandlers[acknowledgement] = (_encoder, decoder) => {
    ledger.acknowledged(readVarUint(decoder))
    readVarUint(decoder)
    const waiting = ledger.waiting()
    if (waiting === 0) unkept.clear()
    if (waiting !== state.waiting) set({ waiting, ...(waiting === 0 ? { savedAt: new Date() } : {}) })
  }
  doc.on('afterTransaction', (transaction: Y.Transaction) => {
    if (transaction.origin === provider) return
    for (const clauseId of changedClauses(transaction)) unkept.add(clauseId)
  })
  doc.on('update', (_update: Uint8Array, origin: unknown) => {
    if (origin === provider) return
    ledger.changed(provider.wsconnected)
    set({ waiting: ledger.waiting() })
  })
  provider.on('status', ({ status }) => {
    if (status === 'connected') set({ connection: 'online' })
    if (status === 'disconnected') set({ connection: 'offline', synced: false })
  })
  provider.on('sync', (synced) => set({ synced }))
  provider.on('connection-close', () => {
    ledger.disconnected()
    if (state.connection !== 'connecting') set({ connection: 'offline' })
  })
  provider.on('connection-error', () => set({ connection: 'offline' }))
  provider.on('closed', ({ code, reason }) => {
    const kind = endingOf[code] ?? 'reload'
    set({ ending: { kind, clauseId: /^locked:(.+)$/.exec(reason)?.[1] ?? null, lost: ledger.waiting() } })
  })
  // The browser knows at once that the line is gone; a socket that says nothing is only given up after 30 s.
  const lineLost = () => provider.disconnect()
  const lineBack = () => { if (!state.ending) provider.connect() }
  globalThis.addEventListener?.('offline', lineLost)
  globalThis.addEventListener?.('online', lineBack)
  provider.connect()

  return {
    doc,
    awareness: provider.awareness,
    state: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    unkeptClauses: () => unkept,
    close() {
      globalThis.removeEventListener?.('offline', lineLost)
      globalThis.removeEventListener?.('online', lineBack)
      provider.destroy()
      provider.awareness.destroy()
      doc.destroy()
      listeners.clear()
    },
  }
}

function changedClauses(transaction: Y.Transaction): string[] {
  const clauses = transaction.doc.getMap('clauses')
  const ids: string[] = []
  for (const type of transaction.changedParentTypes.keys()) {
    const item = type._item
    if (type instanceof Y.XmlFragment && !(type instanceof Y.XmlElement) && type.parent === clauses && item?.parentSub) ids.push(item.parentSub)
  }
  return ids
}

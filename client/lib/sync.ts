import { readVarUint } from 'lib0/decoding'
import type { Awareness } from 'y-protocols/awareness'
import { WebsocketProvider } from 'y-websocket'
import type * as Y from 'yjs'
import { type Adopter, makeAdopter } from './adopter.ts'
import type { Verdict } from './adoption.ts'
import { type Device, memoryDevice } from './device.ts'
import { holdableSync } from './heldSync.ts'
import { afterKey, noLaterThanNow, watchKeys } from './keyFirst.ts'
import { holdSession } from './session.ts'
import { documentMessage, makeLedger } from './syncLedger.ts'
import { type Change, changeId, type RescueCopy, rescueOf, type RefusedBecause, type Words } from './waiting.ts'

/** The server's last word on a connection, when it is not "try again". */
export interface Ending {
  readonly kind: 'signedOut' | RefusedBecause
  readonly clauseId: string | null
  /** My changes that were not kept. */
  readonly lost: number
}

export interface SyncState {
  readonly connection: 'connecting' | 'online' | 'offline'
  readonly synced: boolean
  /** Changes of mine that the server has not kept: of this page, and of closed ones that are taken over. */
  readonly waiting: number
  /** Whether the browser keeps what waits, so that it survives this page. */
  readonly lasts: boolean
  readonly savedAt: Date | null
  readonly ending: Ending | null
}

/** One open text: the document, who is here, and how far my changes are kept. */
export interface OpenText {
  readonly session: string
  readonly awareness: Awareness
  readonly state: () => SyncState
  readonly subscribe: (listener: () => void) => () => void
  /** Keeps words for the person that the text will not get. */
  readonly rescue: (words: readonly Words[], because?: RescueCopy['because']) => void
  /** Lets the words of others wait until what it gives is called. */
  readonly hold: () => () => void
  readonly close: () => void
}

const endingOf: Record<number, Ending['kind']> = {
  4400: 'malformed', 4401: 'signedOut', 4403: 'forbidden', 4404: 'hidden', 4409: 'restored', 4413: 'tooLarge', 4423: 'atRest', 4426: 'outOfDate',
}
const acknowledgement = 100
// A line can be dead without the browser knowing; y-websocket itself gives a silent one up after 30 s.
const answersWithinMs = 10_000

export interface TextAddress { readonly room: string; readonly schema: number; readonly generation: number; readonly userId: string | null }

export interface TextParts {
  readonly address: TextAddress
  readonly doc: Y.Doc
  readonly device: Promise<Device>
  /** What a change did, in words. */
  readonly wordsOf: (transaction: Y.Transaction) => Words[]
  readonly writeAnew: Adopter['writeAnew']
  /** What the server said to the session before this one, if that is why the text is opened again. */
  readonly verdict: Verdict | null
}

const addressOf = () => `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/sync`

/** Opens a text on the sync server. `disableBc`: two tabs of one browser may be two people. */
export function openText({ address, doc, device: coming, wordsOf, writeAnew, verdict }: TextParts): OpenText {
  watchKeys()
  const session = crypto.randomUUID()
  const letGo = holdSession(session)
  const ledger = makeLedger<Change>()
  const listeners = new Set<() => void>()
  // Until the browser has opened its store, a few milliseconds before the first words are here.
  const early = memoryDevice()
  let device = early
  let counted = 0
  let silence: ReturnType<typeof setTimeout> | undefined
  let state: SyncState = { connection: 'connecting', synced: false, waiting: 0, lasts: false, savedAt: null, ending: null }
  const set = (change: Partial<SyncState>) => {
    state = { ...state, ...change }
    for (const listener of listeners) listener()
  }
  const waiting = () => ledger.waiting() + adopter.elsewhere()

  class CountingSocket extends WebSocket {
    override send(data: Parameters<WebSocket['send']>[0]) {
      const message = documentMessage(data)
      if (message) ledger.sent(message)
      afterKey(() => super.send(data))
    }
  }
  const provider = new WebsocketProvider(addressOf(), address.room, doc, {
    disableBc: true,
    connect: false,
    params: { schema: String(address.schema), generation: String(address.generation), ...(address.userId !== null && { user: address.userId }) },
    WebSocketPolyfill: CountingSocket,
  })
  const news = holdableSync(provider)
  const changeOf = (update: Uint8Array, words: readonly Words[]): Change => {
    counted += 1
    return { id: changeId(session, counted), session, room: address.room, generation: address.generation, schema: address.schema, at: Date.now(), update, words }
  }
  const onTheWire = () => provider.wsconnected
  const count = (change: Change) => {
    ledger.changed(onTheWire(), change)
    if (onTheWire()) silence ??= setTimeout(giveUp, answersWithinMs)
    set({ waiting: waiting() })
  }
  const adopter = makeAdopter({ doc, address, session, verdict, device: () => device, changeOf, count, changed: () => set({ waiting: waiting() }), synced: () => state.synced, writeAnew })

  provider.messageHandlers[acknowledgement] = (_encoder, decoder) => {
    clearTimeout(silence)
    silence = undefined
    const kept = ledger.acknowledged(readVarUint(decoder))
    readVarUint(decoder)
    if (kept.length === 0) return
    device.exchange({ remove: kept.map(({ id }) => id) })
    if (ledger.waiting() > 0) silence = setTimeout(giveUp, answersWithinMs)
    set({ waiting: waiting(), ...(waiting() === 0 && { savedAt: new Date() }) })
  }
  const giveUp = () => {
    silence = undefined
    if (ledger.waiting() === 0 || state.ending || !onTheWire()) return
    provider.disconnect()
    provider.connect()
  }
  const changed = (update: Uint8Array, origin: unknown, _doc: Y.Doc, transaction: Y.Transaction) => {
    if (origin === provider || origin === adopter) return
    const change = changeOf(update, wordsOf(transaction))
    if (address.userId !== null) afterKey(() => device.exchange({ add: [change] }))
    count(change)
  }
  // For whoever listens Yjs writes down again what it has just read: on opening all of the law. Until it is here nobody writes in it.
  doc.off('update', provider._updateHandler)
  const listen = () => {
    for (const listener of [provider._updateHandler, changed]) {
      doc.off('update', listener)
      doc.on('update', listener)
    }
  }
  provider.on('status', ({ status }) => {
    if (status === 'connected') set({ connection: 'online' })
    if (status === 'disconnected') set({ connection: 'offline', synced: false })
  })
  provider.on('sync', (synced) => {
    if (synced) {
      listen()
      void adopter.adopt()
    }
    set({ synced })
  })
  provider.on('connection-close', () => {
    ledger.disconnected()
    set({ connection: 'offline' })
  })
  provider.on('connection-error', () => set({ connection: 'offline' }))
  provider.on('closed', ({ code, reason }) => {
    const kind = endingOf[code] ?? 'outOfDate'
    const left = ledger.changes()
    // Nobody will open this text again for the person, so nothing else would look after what waits for it.
    if (kind === 'hidden') device.exchange({ remove: left.map(({ id }) => id), rescue: rescueOf(left, kind) })
    set({ ending: { kind, clauseId: /^locked:(.+)$/.exec(reason)?.[1] ?? null, lost: left.length } })
  })
  // The browser knows at once that the line is gone.
  const lineLost = () => provider.disconnect()
  const lineBack = () => { if (!state.ending) provider.connect() }
  // A tab that was closed may have left something: whoever is looked at next sends it.
  const seen = () => { if (document.visibilityState === 'visible' && state.synced) void adopter.adopt() }
  globalThis.addEventListener('offline', lineLost)
  globalThis.addEventListener('online', lineBack)
  document.addEventListener('visibilitychange', seen)
  void coming.then(async (ready) => {
    device = ready
    const changes = await early.waiting(address.room)
    if (changes.length > 0) device.exchange({ add: changes.filter((change) => ledger.changes().includes(change)) })
    set({ lasts: device.lasts() })
    await (state.synced ? adopter.adopt() : adopter.look())
  })
  provider.connect()

  return {
    session,
    awareness: provider.awareness,
    state: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    hold: news.hold,
    rescue: (words, because = becauseOf(state.ending)) => device.exchange({ rescue: rescueOf([changeOf(new Uint8Array(), words)], because) }),
    close() {
      globalThis.removeEventListener('offline', lineLost)
      globalThis.removeEventListener('online', lineBack)
      document.removeEventListener('visibilitychange', seen)
      clearTimeout(silence)
      noLaterThanNow()
      news.close()
      adopter.close()
      provider.destroy()
      provider.awareness.destroy()
      doc.destroy()
      listeners.clear()
      letGo()
    },
  }
}

const becauseOf = (ending: Ending | null): RefusedBecause => (ending && ending.kind !== 'signedOut' ? ending.kind : 'atRest')

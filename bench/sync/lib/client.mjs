/**
 * A full y-websocket client (over `ws`) used for editors, observers and sync
 * probes: it keeps a Y.Doc. With `live: false` remote updates are kept and only
 * applied when `catchUp()` is called, so that many editors stay cheap.
 */
import WebSocket from 'ws'
import * as Y from 'yjs'
import * as decoding from 'lib0/decoding'
import * as sync from 'y-protocols/sync'
import { SYNC, AWARENESS, AUTH, SYNC_REPLY, ACK } from './adapters.mjs'
import { syncStep1, syncStep2Of, syncUpdate, awareness } from './messages.mjs'

export const LOCAL = Symbol('local edit')

export class CollabClient {
  constructor ({ adapter, base, doc, query, headers, live = true, gc = true, onApplied }) {
    this.adapter = adapter
    this.doc = doc
    this.live = live
    this.ydoc = new Y.Doc({ gc })
    this.pending = []
    this.onApplied = onApplied
    this.awarenessClock = 0
    this.sentAt = [] // when each document message was sent that is not known to be saved
    this.savedUpTo = 0
    this.saved = [] // milliseconds from an edit to the server's word that it is durable
    this.counts = { in: 0, inBytes: 0, out: 0, outBytes: 0, awarenessIn: 0, syncIn: 0, closes: 0 }
    this.t0 = performance.now()
    this.timing = { open: null, synced: null }
    this.synced = false
    this.ready = new Promise((resolve, reject) => { this._ready = resolve; this._fail = reject })
    this.ws = new WebSocket(adapter.url(base, doc, query), { headers, perMessageDeflate: false, skipUTF8Validation: true, maxPayload: 1 << 29 })
    this.ws.binaryType = 'nodebuffer'
    this.ws.on('open', () => {
      this.timing.open = performance.now() - this.t0
      const hello = adapter.hello(doc)
      if (hello) this.ws.send(hello)
      if (!adapter.waitsForAuth) this.#start()
    })
    this.ws.on('message', data => this.#message(data))
    this.ws.on('error', e => this._fail(e))
    this.ws.on('close', () => { this.counts.closes++; this.closed = true; this._fail(new Error('closed before sync')) })
    this.ready.catch(() => {})
    this.ydoc.on('update', (update, origin) => { if (origin === LOCAL) this.sendDocument(syncUpdate(update)) })
  }

  #start () {
    this.send(syncStep1(this.ydoc))
    if (!this.adapter.syncs) this.#markSynced()
  }

  #markSynced () {
    if (this.synced) return
    this.synced = true
    this.timing.synced = performance.now() - this.t0
    this._ready(this)
  }

  send (payload) {
    const m = this.adapter.wrap(this.doc, payload)
    this.counts.out++
    this.counts.outBytes += m.length
    this.ws.send(m)
  }

  sendDocument (payload) {
    this.sentAt.push(performance.now())
    this.send(payload)
  }

  // Parley's own message: the first n document messages of this connection are durable.
  #acknowledged (n) {
    const now = performance.now()
    for (const at of this.sentAt.splice(0, n - this.savedUpTo)) this.saved.push(now - at)
    this.savedUpTo = Math.max(this.savedUpTo, n)
  }

  sendAwareness (state) { this.send(awareness(this.ydoc.clientID, ++this.awarenessClock, state)) }

  #message (data) {
    this.counts.in++
    this.counts.inBytes += data.length
    const d = decoding.createDecoder(new Uint8Array(data.buffer, data.byteOffset, data.length))
    this.adapter.strip(d)
    switch (decoding.readVarUint(d)) {
      case SYNC:
      case SYNC_REPLY: this.counts.syncIn++; this.#sync(d); break
      case ACK: this.#acknowledged(decoding.readVarUint(d)); break
      case AWARENESS: this.counts.awarenessIn++; break
      case AUTH: if (decoding.readVarUint(d) === 2) this.#start(); else this._fail(new Error('not authorised')); break
    }
  }

  #sync (d) {
    const kind = decoding.readVarUint(d)
    const body = decoding.readVarUint8Array(d)
    if (kind === sync.messageYjsSyncStep1) {
      this.sendDocument(syncStep2Of(Y.encodeStateAsUpdate(this.ydoc, body)))
      return
    }
    if (!this.live && this.synced) this.pending.push(body.slice())
    else {
      Y.applyUpdate(this.ydoc, body, 'remote')
      this.onApplied?.(this)
    }
    if (kind === sync.messageYjsSyncStep2) this.#markSynced()
  }

  catchUp () {
    if (this.pending.length) Y.applyUpdate(this.ydoc, Y.mergeUpdates(this.pending), 'remote')
    this.pending = []
    this.live = true
  }

  close () { this.ws.terminate() }
}

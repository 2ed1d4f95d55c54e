/**
 * Wire adapters. Every adapter turns the y-protocols payload (outer type +
 * body) into what the server under test expects, and back.
 *
 *  yws         y-websocket: ws://host/<prefix><doc>?<query>, payload as is
 *  hocuspocus  one socket path, every message prefixed with the doc name,
 *              an auth message first
 *  raw         no CRDT on the server: a client counts as synced once open
 */
import * as encoding from 'lib0/encoding'
import * as decoding from 'lib0/decoding'

export const SYNC = 0
export const AWARENESS = 1
export const AUTH = 2
export const SYNC_REPLY = 4 // hocuspocus only
export const ACK = 100 // Parley only

const withQuery = (url, query) => query ? url + (url.includes('?') ? '&' : '?') + query : url

const yws = {
  name: 'yws',
  waitsForAuth: false,
  syncs: true,
  url: (base, doc, query) => withQuery(`${base.replace(/\/$/, '')}/${doc}`, query),
  wrap: (_doc, payload) => payload,
  strip: _decoder => {},
  hello: () => null,
  /** Outer message type of a raw payload, without building a decoder. */
  peekType: buf => buf[0]
}

const hocuspocus = {
  name: 'hocuspocus',
  waitsForAuth: true,
  syncs: true,
  url: (base, _doc, query) => withQuery(base, query),
  wrap: (doc, payload) => {
    const e = encoding.createEncoder()
    encoding.writeVarString(e, doc)
    encoding.writeUint8Array(e, payload)
    return encoding.toUint8Array(e)
  },
  strip: decoder => { decoding.readVarString(decoder) },
  hello: doc => {
    const e = encoding.createEncoder()
    encoding.writeVarString(e, doc)
    encoding.writeVarUint(e, AUTH)
    encoding.writeVarUint(e, 0) // token
    encoding.writeVarString(e, 'load')
    return encoding.toUint8Array(e)
  },
  // doc names are short (< 128 bytes), so the length is one byte
  peekType: buf => buf[1 + buf[0]]
}

const raw = { ...yws, name: 'raw', syncs: false }

export const adapters = { yws, hocuspocus, raw }

/** Builders for the outer y-websocket messages the harness sends. */
import * as Y from 'yjs'
import * as encoding from 'lib0/encoding'
import * as sync from 'y-protocols/sync'
import { SYNC, AWARENESS } from './adapters.mjs'

export function syncStep1 (ydoc) {
  const e = encoding.createEncoder()
  encoding.writeVarUint(e, SYNC)
  sync.writeSyncStep1(e, ydoc)
  return encoding.toUint8Array(e)
}

export function syncStep2Of (update) {
  const e = encoding.createEncoder()
  encoding.writeVarUint(e, SYNC)
  encoding.writeVarUint(e, sync.messageYjsSyncStep2)
  encoding.writeVarUint8Array(e, update)
  return encoding.toUint8Array(e)
}

export function syncUpdate (update) {
  const e = encoding.createEncoder()
  encoding.writeVarUint(e, SYNC)
  sync.writeUpdate(e, update)
  return encoding.toUint8Array(e)
}

export const emptySyncStep2 = syncStep2Of(Uint8Array.of(0, 0))
export const emptySyncStep1 = syncStep1(new Y.Doc())

export function awareness (clientID, clock, state) {
  const inner = encoding.createEncoder()
  encoding.writeVarUint(inner, 1)
  encoding.writeVarUint(inner, clientID)
  encoding.writeVarUint(inner, clock)
  encoding.writeVarString(inner, JSON.stringify(state))
  const e = encoding.createEncoder()
  encoding.writeVarUint(e, AWARENESS)
  encoding.writeVarUint8Array(e, encoding.toUint8Array(inner))
  return encoding.toUint8Array(e)
}

export const user = n => ({ name: `Member ${n}`, color: '#30bced', colorLight: '#30bced33' })

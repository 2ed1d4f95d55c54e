import { once } from 'node:events'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import type { Client } from './client.ts'
import { syncAddress } from './drafter.ts'
import type { World } from './world.ts'

/** Somebody who speaks to the sync door byte by byte, as no client of ours would. */
export interface RawSocket {
  readonly socket: WebSocket
  /** Every frame that came, undecoded. */
  readonly frames: Uint8Array[]
  send(frame: Uint8Array): void
  /** Resolves with the code and the reason with which the server closed. */
  closed(): Promise<{ code: number; reason: string }>
  /** Resolves when the server has nothing more to say to what was sent before. */
  answered(): Promise<void>
}

export const updateFrame = (update: Uint8Array) => frame(0, 2, update)
export const answerFrame = (update: Uint8Array) => frame(0, 1, update)
export const askFrame = () => frame(0, 0, Y.encodeStateVector(new Y.Doc()))
/** What somebody says of who is where: states by Yjs client id, each with its clock. */
export const awarenessFrame = (states: readonly { readonly clientId: number; readonly clock: number; readonly json: string }[]) => encoding.encode((encoder) => {
  encoding.writeVarUint(encoder, 1)
  encoding.writeVarUint8Array(encoder, encoding.encode((inner) => {
    encoding.writeVarUint(inner, states.length)
    for (const { clientId, clock, json } of states) { encoding.writeVarUint(inner, clientId); encoding.writeVarUint(inner, clock); encoding.writeVarString(inner, json) }
  }))
})
const frame = (type: number, step: number, payload: Uint8Array) => encoding.encode((encoder) => {
  encoding.writeVarUint(encoder, type)
  encoding.writeVarUint(encoder, step)
  encoding.writeVarUint8Array(encoder, payload)
})

/** The state of a text as the server answers it; null for any other frame. */
export function stateIn(bytes: Uint8Array): Uint8Array | null {
  const decoder = decoding.createDecoder(bytes)
  return decoding.readVarUint(decoder) === 0 && decoding.readVarUint(decoder) === 1 ? decoding.readVarUint8Array(decoder) : null
}

export async function rawSocket(client: Client, { draftId }: Pick<World, 'draftId'>, headers: Record<string, string> = {}): Promise<RawSocket> {
  const socket = new WebSocket(`${syncAddress(client)}/draft:${draftId}`, { headers: { cookie: client.cookie(), origin: client.origin, ...headers } })
  onTestFinished(() => socket.terminate())
  const frames: Uint8Array[] = []
  socket.on('message', (data: Buffer) => { frames.push(new Uint8Array(data)) })
  const closing = new Promise<{ code: number; reason: string }>((resolve) => { socket.on('close', (code, reason) => resolve({ code, reason: reason.toString() })) })
  await once(socket, 'open')
  return {
    socket, frames,
    send: (bytes) => { socket.send(bytes) },
    closed: () => closing,
    answered: async () => {
      const before = frames.filter((bytes) => stateIn(bytes)).length
      socket.send(askFrame())
      while (frames.filter((bytes) => stateIn(bytes)).length === before) await once(socket, 'message')
    },
  }
}

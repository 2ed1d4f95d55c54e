import { io, type Socket } from 'socket.io-client'
import { onTestFinished } from 'vitest'
import type { ClientToServer, LiveEvent, ServerToClient } from '#domain/live/events.ts'
import type { Client } from './client.ts'
import { until } from './until.ts'

/** Somebody whose page listens to the live channel. */
export interface Listener {
  readonly heard: LiveEvent[]
  readonly socket: Socket<ServerToClient, ClientToServer>
  hears(name: LiveEvent['name']): Promise<LiveEvent>
}

/** Connects, and resolves when the server has let them in; rejects with its reason otherwise. */
export async function listens(client: Client): Promise<Listener> {
  const socket: Listener['socket'] = io(client.origin, { path: '/live', transports: ['websocket'], forceNew: true, reconnection: false, extraHeaders: { cookie: client.cookie(), origin: client.origin } })
  onTestFinished(() => { socket.disconnect() })
  const heard: LiveEvent[] = []
  socket.on('changed', (event) => { heard.push(event) })
  await new Promise<void>((resolve, reject) => { socket.once('connect', resolve); socket.once('connect_error', reject) })
  return {
    heard, socket,
    hears: async (name) => {
      let found: LiveEvent | undefined
      await until(() => { found = heard.find((event) => event.name === name); return found !== undefined }, 10_000, () => JSON.stringify(heard))
      if (!found) throw new Error('until resolved without it')
      return found
    },
  }
}

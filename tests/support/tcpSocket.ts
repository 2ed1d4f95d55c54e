import { once } from 'node:events'
import net from 'node:net'
import { onTestFinished } from 'vitest'
import type { Client } from './client.ts'
import type { World } from './world.ts'

/** A WebSocket spoken by hand over TCP, for what no WebSocket library lets one send. */
export interface TcpSocket {
  readonly socket: net.Socket
  /** The head of the server's answer to the upgrade. */
  readonly answer: string
  /** Resolves when the connection is gone, whoever ended it; what came meanwhile is thrown away. */
  gone(): Promise<void>
}

/** A masked frame as a client sends it; the mask is zero, so that the bytes stand as they are. */
export const masked = (first: number, payload: Uint8Array, length = payload.length) => Buffer.concat([Buffer.from([first]), lengthOf(length), Buffer.alloc(4), payload])

function lengthOf(length: number) {
  if (length < 126) return Buffer.from([0x80 | length])
  const bytes = Buffer.alloc(length < 65_536 ? 3 : 9)
  bytes[0] = 0x80 | (length < 65_536 ? 126 : 127)
  if (length < 65_536) bytes.writeUInt16BE(length, 1)
  else bytes.writeBigUInt64BE(BigInt(length), 1)
  return bytes
}

/** Asks for an upgrade of this path and resolves with whatever the server answers. */
export async function tcpSocket(client: Client, path: string, headers: Readonly<Record<string, string>> = {}): Promise<TcpSocket> {
  const { hostname, port } = new URL(client.origin)
  const socket = net.connect(Number(port), hostname)
  onTestFinished(() => { socket.destroy() })
  const gone = new Promise<void>((resolve) => { socket.once('close', () => resolve()) })
  socket.on('error', () => undefined)
  const all = {
    host: `${hostname}:${port}`, upgrade: 'websocket', connection: 'Upgrade', 'sec-websocket-version': '13', 'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
    cookie: client.cookie(), origin: client.origin, ...headers,
  }
  socket.write(`GET ${path} HTTP/1.1\r\n${Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`)
  let answer = ''
  while (!answer.includes('\r\n\r\n')) answer += String((await once(socket, 'data'))[0])
  socket.resume()
  return { socket, answer: answer.slice(0, answer.indexOf('\r\n\r\n')), gone: () => gone }
}

export const syncPath = ({ draftId }: Pick<World, 'draftId'>) => `/sync/draft:${draftId}`

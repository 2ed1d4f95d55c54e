import { once } from 'node:events'
import net from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

/** How bad a line is. Everything in between may change while it is in use. */
export interface Line {
  /** How long each piece takes, one way. */
  delayMs: () => number
  /** Bytes a second; no limit when infinite. */
  bytesPerSecond: number
  /** Nothing passes, and nobody is told: a socket that is dead without a FIN. */
  isSilent: boolean
}

export const goodLine = (): Line => ({ delayMs: () => 0, bytesPerSecond: Number.POSITIVE_INFINITY, isSilent: false })

/** A port in front of another one, over a line that can be made bad; the port behind it may change. */
export interface BadLine {
  readonly port: number
  /** Where new connections go; null: nobody is there. */
  target: number | null
  /** Ends every connection at once. */
  cut(): void
  close(): Promise<void>
}

export async function openProxy(target: number | null, line: Line = goodLine()): Promise<BadLine> {
  const sockets = new Set<net.Socket>()
  const server = net.createServer({ allowHalfOpen: true }, (near) => {
    near.on('error', () => near.destroy())
    if (proxy.target === null) return near.destroy()
    const far = net.connect({ port: proxy.target, host: '127.0.0.1', allowHalfOpen: true })
    const end = () => { if (line.isSilent) return; near.destroy(); far.destroy() }
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket.setNoDelay(true)
      socket.on('error', end)
      socket.on('close', () => { sockets.delete(socket); end() })
    }
    void carry(near, far, line).finally(end)
    void carry(far, near, line).finally(end)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const proxy: BadLine = {
    port: (server.address() as net.AddressInfo).port,
    target,
    cut: () => { for (const socket of sockets) socket.destroy() },
    close: async () => {
      proxy.cut()
      server.close()
      await once(server, 'close')
    },
  }
  return proxy
}

/** One direction, in order: a piece is read when the one before it has been passed on, so a slow line holds its sender back. */
async function carry(from: net.Socket, to: net.Socket, line: Line): Promise<void> {
  try {
    for await (const piece of from as AsyncIterable<Buffer>) {
      const share = piece.length / line.bytesPerSecond * 1000
      if (share + line.delayMs() > 0) await wait(share + line.delayMs())
      while (line.isSilent && !to.destroyed) await wait(50)
      if (to.destroyed) return
      if (!to.write(piece)) await Promise.race([once(to, 'drain'), once(to, 'close')])
    }
  } catch {
    // The other end went in the middle of it: nothing more passes.
  }
}

import type net from 'node:net'
import { paragraphIn } from '#tests/support/oracle/words.ts'
import type { Scribe } from '#tests/support/oracle/scribe.ts'
import { until } from '#tests/support/until.ts'
import { checked, connectAll, deeds, disconnectAll, onSite, scribesOf, typeFor } from './stage.ts'
import type { Fault } from './fault.ts'
import { onDatabase } from './ground.ts'

const people = 50
const slow = 5
const pieceLength = 60_000
const mostBuffered = 4 * 1024 * 1024
const tooSlow = 1013

/** A few readers stop reading while much is written; the server may hold 4 MiB for each of them, then lets them go. */
export const f12: Fault = {
  title: 'who does not read is let go before they cost memory, and nobody else notices',
  cycles: 1,
  run: ({ ground, cycles, dice }) => onDatabase(ground, (url) => onSite(url, { limits: { connectionsPerUser: 1_000, bytesPerSecond: 1e9, messagesPerSecond: 1e6 } }, async (site, worlds) => {
    const faults: string[] = []
    let buffered = 0
    const sockets = new Set<net.Socket>()
    site.running().server.on('connection', (socket: net.Socket) => { sockets.add(socket); socket.on('close', () => sockets.delete(socket)) })
    const scribes = await scribesOf({ origin: site.origin, worlds, count: people, dice })
    const [writer, ...others] = scribes
    const [world] = worlds
    if (!writer || !world) throw new Error('somebody must write')
    connectAll(scribes)
    await until(() => scribes.every(({ isSynced }) => isSynced), 30_000)
    for (let cycle = 1; cycle <= cycles && faults.length === 0; cycle += 1) {
      await typeFor([writer], 300, dice)
      const stopped = others.slice(0, slow)
      const quick = others.slice(slow)
      const paused = stopped.map((scribe) => {
        const { socket } = scribe
        socket?.pause()
        return { socket, ended: new Promise<number>((resolve) => { socket?.on('close', resolve) }) }
      })
      const before = quick.map(({ closes }) => closes.length)
      buffered = Math.max(buffered, await drown(writer, quick, world.first.id, sockets))
      for (const { socket } of paused) socket?.resume()
      const codes = await Promise.all(paused.map(({ ended }) => ended))
      if (codes.some((code) => code !== tooSlow)) faults.push(`the slow were closed with ${codes.join(', ')}`)
      if (buffered > mostBuffered + 2 * pieceLength) faults.push(`the server held ${buffered} bytes for one reader`)
      if (quick.some(({ closes }, index) => closes.length !== before[index])) faults.push(`somebody who read was closed too: ${JSON.stringify(quick.flatMap(({ closes }, index) => closes.slice(before[index])))}`)
      faults.push(...await checked(url, scribes, 20_000))
    }
    disconnectAll(scribes)
    return { faults, figures: { ...deeds(scribes), mostBuffered: buffered } }
  })),
}

/** Writes until those who do not read are not written to any more; gives the most that was held for one of them. */
async function drown(writer: Scribe, quick: readonly Scribe[], clauseId: string, sockets: ReadonlySet<net.Socket>): Promise<number> {
  const text = paragraphIn(writer.doc, clauseId)
  let buffered = 0
  // What the system's own buffers take comes before what the server holds. Let go is whoever is not written to any more.
  for (let piece = 0, grewAt = 0; piece < 1_000 && (buffered < mostBuffered - 2 * pieceLength || piece - grewAt < 10); piece += 1) {
    text?.insert(0, '.'.repeat(pieceLength))
    // One letter stays, so that everybody's text tells whether the piece has arrived: otherwise nobody would be waited for.
    text?.delete(1, pieceLength - 1)
    await until(() => quick.every(({ doc }) => paragraphIn(doc, clauseId)?.length === text?.length), 30_000)
    const now = Math.max(...[...sockets].map((socket) => socket.writableLength))
    if (now > buffered) [buffered, grewAt] = [now, piece]
  }
  return buffered
}

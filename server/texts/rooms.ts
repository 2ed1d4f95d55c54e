import type pg from 'pg'
import type { Logger } from 'pino'
import { Refusal } from '#domain/errors.ts'
import type { Limits } from '#server/limits.ts'
import { makeCommitter } from './committer.ts'
import * as journal from './journal.repository.ts'
import { loadText } from './load.ts'
import { openRooms } from './metrics.ts'
import { Room } from './room.ts'
import type { SideThread } from './sideThread.ts'

interface Parts { readonly pool: pg.Pool; readonly sideThread: SideThread; readonly limits: Limits; readonly log: Logger; readonly onKept?: (textId: string) => void }
interface Place { readonly opening: Promise<Room>; users: number; timer?: NodeJS.Timeout | undefined }

/** The rooms that are open. One text is loaded once however many ask, and let go when nobody has used it for a while and all is saved. */
export function makeRooms({ pool, sideThread, limits, log, onKept }: Parts) {
  const places = new Map<string, Place>()
  const committer = makeCommitter(pool, limits)
  let closed = false

  async function open(textId: string): Promise<Room> {
    // All at once: what changes meanwhile is told to a room that is being opened, and it looks again.
    const [loaded, bindings, atRest, isSealed] = await Promise.all([loadText(pool, textId), journal.bindingsOf(pool, textId), journal.clausesAtRest(pool, textId), journal.isSealed(pool, textId)])
    if (loaded.fault) log.error({ text: textId, seq: loaded.fault.seq, fault: loaded.fault.fault }, 'a damaged text is open for reading only')
    const room = new Room(loaded, { bindings, committer, limits, onGone: gone, onKept: (kept) => { onKept?.(textId); if (isDue(kept)) checkpoint(kept) } })
    room.atRest = atRest
    room.isSealed = isSealed
    openRooms.inc()
    return room
  }

  // A room that broke is forgotten at once: whoever comes next makes it anew from the journal.
  function gone(room: Room, error: unknown) {
    log.warn({ err: error, text: room.textId }, 'a text is made anew from its journal')
    forget(room.textId)
  }

  function forget(textId: string) {
    const place = places.get(textId)
    if (!place) return
    clearTimeout(place.timer)
    places.delete(textId)
    openRooms.dec()
  }

  async function enter(textId: string): Promise<Room> {
    if (closed) throw new Refusal('unavailable', 'The server is stopping')
    const place = places.get(textId) ?? begin(textId)
    clearTimeout(place.timer)
    place.users += 1
    return place.opening
  }

  function begin(textId: string): Place {
    const opening = open(textId)
    const place: Place = { opening, users: 0 }
    places.set(textId, place)
    opening.catch(() => { if (places.get(textId) === place) places.delete(textId) })
    return place
  }

  function leave(room: Room) {
    const place = places.get(room.textId)
    if (!place || room.isGone) return
    place.users -= 1
    if (place.users === 0) place.timer = setTimeout(() => void letGo(room, place), limits.idleRoomMs).unref()
  }

  async function letGo(room: Room, place: Place) {
    await room.durable().catch(() => undefined)
    if (place.users > 0 || places.get(room.textId) !== place) return
    forget(room.textId)
    if (room.rowsSinceCheckpoint > limits.checkpointRowsWhenIdle || room.bytesSinceCheckpoint > limits.checkpointBytesWhenIdle) checkpoint(room)
    room.close()
  }

  // In a text in which sixty people type five hundred rows are a second, and a checkpoint is half of one.
  const isDue = (room: Room) => (room.rowsSinceCheckpoint >= limits.checkpointRows || room.bytesSinceCheckpoint >= limits.checkpointBytes)
    && performance.now() - room.checkpointAt >= limits.checkpointEveryMs

  /** Keeps the committed state, so that the next opening replays few rows. The journal stays whole: a checkpoint is only a cache. */
  function checkpoint(room: Room) {
    room.rowsSinceCheckpoint = 0
    room.bytesSinceCheckpoint = 0
    room.checkpointAt = performance.now()
    if (!room.fault) void sideThread.run({ what: 'checkpoint', textId: room.textId })
  }

  return {
    enter,
    leave,
    /** The room if it is open (or being opened); does not open it. */
    opened: (textId: string): Promise<Room | null> => places.get(textId)?.opening.catch(() => null) ?? Promise.resolve(null),
    async close() {
      closed = true
      await committer.settled()
      await sideThread.close()
      for (const textId of [...places.keys()]) forget(textId)
    },
  }
}

import type pg from 'pg'
import type { Logger } from 'pino'
import * as Y from 'yjs'
import { Refusal } from '#domain/errors.ts'
import { makeCommitter } from './committer.ts'
import * as journal from './journal.repository.ts'
import { checksum, loadText } from './load.ts'
import { openRooms } from './metrics.ts'
import { Room } from './room.ts'

const idleMs = 30_000
const checkpointRows = 500

interface Place { readonly opening: Promise<Room>; users: number; timer?: NodeJS.Timeout | undefined }

/** The rooms that are open. One text is loaded once however many ask, and let go when nobody has used it for 30 s and all is saved. */
export function makeRooms(pool: pg.Pool, log: Logger) {
  const places = new Map<string, Place>()
  const committer = makeCommitter(pool)
  let closed = false

  async function open(textId: string): Promise<Room> {
    const loaded = await loadText(pool, textId)
    const room = new Room(loaded, textId, await journal.bindingsOf(pool, textId), committer, gone)
    room.atRest = await journal.clausesAtRest(pool, room.draftId)
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
    if (place.users === 0) place.timer = setTimeout(() => void letGo(room, place), idleMs).unref()
  }

  async function letGo(room: Room, place: Place) {
    await room.durable().catch(() => undefined)
    if (place.users > 0 || places.get(room.textId) !== place) return
    forget(room.textId)
    await checkpoint(room).catch((error: unknown) => log.warn({ err: error, text: room.textId }, 'no checkpoint was made'))
  }

  /** Keeps the committed state, so that the next opening replays at most 500 rows. The journal stays whole: a checkpoint is only a cache. */
  async function checkpoint(room: Room) {
    const stored = await journal.newestCheckpoint(pool, room.textId)
    if (room.isGone || room.seq - stored < checkpointRows) return
    const state = Y.encodeStateAsUpdate(room.doc)
    await journal.insertCheckpoint(pool, room.textId, room.seq, state, checksum(state))
  }

  return {
    enter,
    leave,
    /** The room if it is open (or being opened); does not open it. */
    opened: (textId: string): Promise<Room | null> => places.get(textId)?.opening.catch(() => null) ?? Promise.resolve(null),
    async close() {
      closed = true
      await committer.settled()
      for (const textId of [...places.keys()]) forget(textId)
    },
  }
}

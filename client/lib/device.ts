import { type Change, joined, type RescueCopy } from './waiting.ts'

/**
 * What this browser keeps of one person: the changes that the server has not kept yet, and the words that it refused. Nothing
 * else: no copy of a text stays behind, so nothing has to be wiped when somebody signs out, and what is left then is only what
 * they would lose. One database a person, so that two accounts of one browser never meet in it.
 */
export interface Device {
  /** False where the browser keeps nothing (a private window, a full disk): then it lasts as long as the page. */
  lasts(): boolean
  /** All of it or nothing, in the order of the calls. */
  exchange(step: Exchange): void
  waiting(room: string): Promise<Change[]>
  rescued(room: string): Promise<RescueCopy[]>
  discard(copyId: string): Promise<void>
  onRescue(listener: () => void): () => void
}

export interface Exchange { readonly add?: readonly Change[]; readonly remove?: readonly string[]; readonly rescue?: readonly RescueCopy[] }

const devices = new Map<string, Promise<Device>>()

/** The same device for the same person, however often a page asks. */
export function deviceOf(userId: string): Promise<Device> {
  const device = devices.get(userId) ?? open(`parley:${userId}`).then(storedDevice, () => memoryDevice())
  devices.set(userId, device)
  return device
}

function open(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1)
    request.onupgradeneeded = () => {
      for (const store of ['waiting', 'rescue']) request.result.createObjectStore(store, { keyPath: 'id' }).createIndex('room', 'room')
    }
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

function answer<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

function storedDevice(db: IDBDatabase): Device {
  const listeners = new Set<() => void>()
  let lasts = true
  const tell = () => { for (const listener of listeners) listener() }
  const begin = () => {
    const transaction = db.transaction(['waiting', 'rescue'], 'readwrite')
    transaction.onabort = () => { lasts = false }
    return { transaction, waiting: transaction.objectStore('waiting'), rescue: transaction.objectStore('rescue') }
  }
  const inRoom = <T extends { id: string }>(store: string, room: string) =>
    answer<T[]>(db.transaction(store).objectStore(store).index('room').getAll(room)).then((rows) => rows.sort((a, b) => (a.id < b.id ? -1 : 1)))
  return {
    lasts: () => lasts,
    exchange({ add = [], remove = [], rescue = [] }) {
      const stores = begin()
      for (const change of add) stores.waiting.put(change)
      for (const id of remove) stores.waiting.delete(id)
      for (const copy of rescue) {
        const before = stores.rescue.get(copy.id)
        before.onsuccess = () => stores.rescue.put(before.result ? joined(before.result as RescueCopy, copy) : copy)
      }
      stores.transaction.oncomplete = rescue.length > 0 ? tell : null
      // The page may go away before the browser gets round to it by itself; what is committed is on its way.
      if (rescue.length === 0) stores.transaction.commit()
    },
    waiting: (room) => inRoom<Change>('waiting', room),
    rescued: (room) => inRoom<RescueCopy>('rescue', room),
    async discard(copyId) {
      await answer(begin().rescue.delete(copyId))
      tell()
    },
    onRescue(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** A device that forgets with the page. */
export function memoryDevice(): Device {
  const waiting = new Map<string, Change>()
  const rescue = new Map<string, RescueCopy>()
  const listeners = new Set<() => void>()
  const tell = () => { for (const listener of listeners) listener() }
  const inRoom = <T extends { readonly id: string; readonly room: string }>(rows: Map<string, T>, room: string) =>
    Promise.resolve([...rows.values()].filter((row) => row.room === room).sort((a, b) => (a.id < b.id ? -1 : 1)))
  return {
    lasts: () => false,
    exchange({ add = [], remove = [], rescue: copies = [] }) {
      for (const change of add) waiting.set(change.id, change)
      for (const id of remove) waiting.delete(id)
      for (const copy of copies) {
        const before = rescue.get(copy.id)
        rescue.set(copy.id, before ? joined(before, copy) : copy)
      }
      if (copies.length > 0) tell()
    },
    waiting: (room) => inRoom(waiting, room),
    rescued: (room) => inRoom(rescue, room),
    discard: async (copyId) => { rescue.delete(copyId); tell() },
    onRescue(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

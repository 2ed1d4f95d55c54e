import * as Y from 'yjs'
import { Refusal } from '#domain/errors.ts'
import type { ParsedUpdate } from './parse.ts'

/** Where a struct of an update or of the document hangs: found through both, before the one is applied to the other. */
export type Struct = Y.Item | Y.GC
export type Root = { readonly root: string; readonly key: string | null } | 'gone'
type StructAt = (id: Y.ID) => Struct | null

/** What Yjs would wait for. Of its own author an item can only follow what came before it: Yjs takes that for granted and throws. */
export function lacks({ id, origin, rightOrigin, parent }: Y.Item, structAt: StructAt): boolean {
  return [origin, rightOrigin, parent as unknown].some((needed) => {
    if (!(needed instanceof Y.ID)) return false
    if (needed.client === id.client && needed.clock >= id.clock) throw new Refusal('invalid', 'The update follows itself')
    return structAt(needed) === null
  })
}

/** The structs that an update brings, to be found by their place: parsed updates have each client once, in the order of its clock. */
export class OwnStructs {
  private readonly byClient = new Map<number, (Struct | Y.Skip)[]>()

  constructor({ structs }: ParsedUpdate) {
    for (const struct of structs) {
      const same = this.byClient.get(struct.id.client)
      if (same) same.push(struct)
      else this.byClient.set(struct.id.client, [struct])
    }
  }

  at({ client, clock }: Y.ID): Struct | null {
    const structs = this.byClient.get(client) ?? []
    let [low, high] = [0, structs.length - 1]
    while (low <= high) {
      const middle = (low + high) >> 1
      const struct = structs[middle]
      if (!struct) return null
      if (clock < struct.id.clock) high = middle - 1
      else if (clock >= struct.id.clock + struct.length) low = middle + 1
      else return struct instanceof Y.Skip ? null : struct
    }
    return null
  }

  endOf(client: number): number {
    const last = this.byClient.get(client)?.at(-1)
    return last ? last.id.clock + last.length : 0
  }
}

/** Follows an item up its parents to its root and the key there; null when something on the way is missing. */
export function rootFinder(structAt: StructAt) {
  const roots = new Map<Y.Item, Root | null>()

  // A parent is named by root name, by id, as the type itself (stored items), or not at all: then it is the neighbour's.
  const above = (item: Y.Item): Y.Item | Root | null => {
    const parent: unknown = item.parent
    if (typeof parent === 'string') return { root: parent, key: item.parentSub }
    if (parent instanceof Y.AbstractType) return parent._item ?? { root: Y.findRootTypeKey(parent), key: item.parentSub }
    const id = parent instanceof Y.ID ? parent : item.origin ?? item.rightOrigin
    const struct = id && structAt(id)
    if (!struct) return null
    return struct instanceof Y.Item ? struct : 'gone'
  }

  // In a loop: an update may be nested deeper than calls may be.
  return (item: Y.Item): Root | null => {
    const path: Y.Item[] = []
    let at: Y.Item | Root | null = item
    while (at instanceof Y.Item) {
      const seen = roots.get(at)
      if (seen !== undefined) { at = seen; break }
      path.push(at)
      roots.set(at, null)
      at = above(at)
    }
    for (const step of path) roots.set(step, at)
    return at
  }
}

/** Tells what stands in a row of words from what is a value under a name, or stands where only elements may. */
export function wordsFinder(structAt: StructAt) {
  const known = new Map<Y.Item, boolean>()
  const typeOf = (parent: unknown): unknown => {
    if (!(parent instanceof Y.ID)) return parent
    const struct = structAt(parent)
    return struct instanceof Y.Item && struct.content instanceof Y.ContentType ? struct.content.type : null
  }

  // What names no parent stands beside its neighbour.
  return (item: Y.Item): boolean => {
    const path: Y.Item[] = []
    let answer = false
    for (let at: Struct | null = item; at instanceof Y.Item;) {
      const before = known.get(at)
      if (before !== undefined) { answer = before; break }
      path.push(at)
      known.set(at, false)
      if (at.parent) { answer = at.parentSub === null && typeOf(at.parent) instanceof Y.XmlText; break }
      const neighbour: Y.ID | null = at.origin ?? at.rightOrigin
      at = neighbour && structAt(neighbour)
    }
    for (const step of path) known.set(step, answer)
    return answer
  }
}

export function storedAt(doc: Y.Doc, { client, clock }: Y.ID): Struct | null {
  const structs = doc.store.clients.get(client)
  return structs && clock < Y.getState(doc.store, client) ? structs[Y.findIndexSS(structs, clock)] ?? null : null
}

import * as Y from 'yjs'
import { breakIn } from './blockWords.ts'
import { referenceCharacter } from './clauseContent.ts'

/** Characters of one item that a change inserted or deleted. A cross-reference is one. */
export interface Stretch { readonly client: number; readonly clock: number; readonly text: string; readonly item: Y.Item }

/** Stretches that stood side by side in one text, in reading order: one phrase to a reader, however many people wrote it. */
export type Stretches = readonly Stretch[]

const existedBefore = (transaction: Y.Transaction, { id }: Y.Item) => id.clock < (transaction.beforeState.get(id.client) ?? 0)

/** What a Yjs transaction did to words. To be read in `afterTransaction`, when what it deleted is still whole. */
export interface ChangedWords {
  /** Every item with characters that it brought, deleted ones included, each client's in the order of their clocks. */
  readonly items: readonly Stretch[]
  readonly inserted: readonly Stretches[]
  readonly deleted: readonly Stretches[]
}

export function changedWords(transaction: Y.Transaction): ChangedWords {
  const items = insertedItems(transaction)
  const gone = deletedItems(transaction)
  return {
    items,
    inserted: phrasesOf(items.filter(({ item }) => !item.deleted), (item) => item.countable && !item.deleted),
    deleted: phrasesOf(gone, (item) => item.countable && !item.deleted && existedBefore(transaction, item)),
  }
}

/** The update names more deletions than an edit of one moment does: it is somebody's whole state, and says nothing of what went together. */
const mostRanges = 200

/** What an update deletes that somebody else had deleted already: two who split at one place at once both mean these words. */
export function deletedBefore(transaction: Y.Transaction, update: Uint8Array): Stretches[] {
  const named = [...Y.decodeUpdate(update).ds.clients].flatMap(([client, ranges]) => ranges.map(({ clock, len }) => ({ client, clock, end: clock + len })))
  if (named.length > mostRanges) return []
  const stretches = named.flatMap(({ client, clock, end }) => clock < (transaction.beforeState.get(client) ?? 0) ? [...itemsBetween(transaction.doc, client, clock, end)] : [])
    .filter((item) => item.deleted && existedBefore(transaction, item)).flatMap(stretchOf)
  return phrasesOf(stretches, (item) => item.countable && !item.deleted)
}

function insertedItems(transaction: Y.Transaction): Stretch[] {
  const stretches: Stretch[] = []
  for (const [client, after] of transaction.afterState) {
    const before = transaction.beforeState.get(client) ?? 0
    if (after > before) for (const item of itemsBetween(transaction.doc, client, before, after)) {
      stretches.push(...stretchOf(item))
      noteBreak(item)
    }
  }
  return stretches
}

function deletedItems(transaction: Y.Transaction): Stretch[] {
  const stretches: Stretch[] = []
  for (const [client, ranges] of transaction.deleteSet.clients) {
    for (const { clock, len } of ranges) {
      for (const item of itemsBetween(transaction.doc, client, clock, clock + len)) if (existedBefore(transaction, item)) stretches.push(...stretchOf(item))
    }
  }
  return stretches
}

function* itemsBetween(doc: Y.Doc, client: number, from: number, to: number): Generator<Y.Item> {
  const structs = doc.store.clients.get(client) ?? []
  for (let index = Y.findIndexSS(structs, from); index < structs.length; index += 1) {
    const struct = structs[index]
    if (!struct || struct.id.clock >= to) return
    if (struct instanceof Y.Item) yield struct
  }
}

/** The characters of an item: its string, or one for a cross-reference, said apart by where that points. */
function stretchOf(item: Y.Item): Stretch[] {
  const { id: { client, clock }, content } = item
  if (content instanceof Y.ContentString) return [{ client, clock, text: content.str, item }]
  const reference = content instanceof Y.ContentType ? referenceText(content.type) : null
  return reference === null ? [] : [{ client, clock, text: reference, item }]
}

// Attributes are read past their deletion, which comes with that of their element.
function referenceText(type: unknown): string | null {
  if (!(type instanceof Y.XmlElement) || type.nodeName !== 'crossReference') return null
  return referenceCharacter + ['target', 'block', 'form'].map((name) => attributeOf(type, name)).join('/')
}

/** The value an attribute has, or had when its element was deleted. */
export function attributeOf(type: Y.XmlElement, name: string): string {
  const value: unknown = type._map.get(name)?.content.getContent()[0]
  return typeof value === 'string' ? value : ''
}

export const isReferenceText = (text: string) => text.startsWith(referenceCharacter)

/** Groups stretches that stand side by side, passing over what a reader did not see between them. Cross-references stand alone. */
function phrasesOf(stretches: readonly Stretch[], seen: (item: Y.Item) => boolean): Stretches[] {
  if (stretches.length === 1) return [stretches]
  const own = new Map(stretches.filter(({ text }) => !isReferenceText(text)).map((stretch) => [stretch.item, stretch]))
  const next = (item: Y.Item, side: 'left' | 'right'): Stretch | null => {
    for (let beside = item[side]; beside !== null; beside = beside[side]) {
      const found = own.get(beside)
      if (found || seen(beside)) return found ?? null
    }
    return null
  }
  const grouped = new Set<Y.Item>()
  return stretches.flatMap((stretch) => {
    if (grouped.has(stretch.item)) return []
    const phrase = [stretch]
    if (own.has(stretch.item)) {
      for (let left = next(stretch.item, 'left'); left; left = next(left.item, 'left')) phrase.unshift(left)
      for (let right = next(stretch.item, 'right'); right; right = next(right.item, 'right')) phrase.push(right)
    }
    for (const { item } of phrase) grouped.add(item)
    return [phrase]
  })
}

/** Where an item stands, also when that is deleted: its clause and block, and whether its words or their block are gone. */
export function standing(item: Y.Item): { clauseId: string; blockId: string; block: Y.Item | null; isGone: boolean } {
  const begun = breakBefore(item)
  let block = begun?._item ?? null
  let blockId = begun ? attributeOf(begun, 'id') : ''
  let isGone = false
  for (let type: unknown = item.parent; type instanceof Y.AbstractType; type = type._item?.parent) {
    const holder: Y.Item | null = type._item
    if (holder?.deleted) isGone = true
    if (type instanceof Y.XmlElement && !begun) {
      blockId = attributeOf(type, 'id')
      block = holder
      isGone ||= type.getAttribute('gone') !== undefined
    }
    if (holder?.parentSub != null) return { clauseId: holder.parentSub, blockId, block, isGone }
  }
  return { clauseId: '', blockId, block, isGone }
}

// Most blocks are never split. In those nobody has to look for a break, item by item, with every letter of a long journal.
const split = new WeakSet<Y.XmlElement>()
function noteBreak(item: Y.Item): void {
  const holder: unknown = item.parent instanceof Y.XmlText && breakIn(item) ? item.parent.parent : null
  if (holder instanceof Y.XmlElement) split.add(holder)
}

/** Notes which blocks of a text were split before anybody listened to its changes. */
export function noteBreaks(doc: Y.Doc): void {
  for (const structs of doc.store.clients.values()) for (const item of structs) if (item instanceof Y.Item) noteBreak(item)
}

/** The break that the words of an item stand behind, if their block began with one. */
function breakBefore(item: Y.Item): Y.XmlElement | null {
  const holder: unknown = item.parent instanceof Y.XmlText ? item.parent.parent : item.parent
  if (!(holder instanceof Y.XmlElement) || !split.has(holder)) return null
  for (let before: Y.Item | null = item; before !== null; before = before.left ?? lastOfTextBefore(before)) {
    const begun = before === item || before.deleted ? null : breakIn(before)
    if (begun && before.parent instanceof Y.XmlText) return begun
  }
  return null
}

/** The last item of the text that stands before the one that an item is in, within the same element. */
function lastOfTextBefore({ parent }: Y.Item): Y.Item | null {
  for (let beside = parent instanceof Y.XmlText ? parent._item?.left : null; beside; beside = beside.left) {
    if (beside.deleted || !(beside.content instanceof Y.ContentType) || !(beside.content.type instanceof Y.XmlText)) continue
    let last = beside.content.type._start
    while (last?.right) last = last.right
    if (last) return last
  }
  return null
}

/** The characters of the blocks whose words an element of a clause holds, cross-references included, block by block in reading order. */
export function stretchesIn(holder: Y.XmlElement): Map<Y.XmlElement, Stretch[]> {
  let stretches: Stretch[] = []
  const all = new Map([[holder, stretches]])
  for (const child of holder.toArray()) {
    if (child instanceof Y.XmlElement && child._item) stretches.push(...stretchOf(child._item))
    if (!(child instanceof Y.XmlText)) continue
    for (let item = child._start; item !== null; item = item.right) {
      const begun = item.deleted ? null : breakIn(item)
      if (begun) {
        stretches = []
        all.set(begun, stretches)
      } else if (!item.deleted) stretches.push(...stretchOf(item))
    }
  }
  return all
}

/** Every phrase that stands in a clause: the words between two cross-references are one. */
export function phrasesIn(fragment: Y.XmlFragment): Stretches[] {
  const holders = fragment.toArray().filter((child): child is Y.XmlElement => child instanceof Y.XmlElement)
  return holders.flatMap((holder) => [...stretchesIn(holder).values()]).flatMap((stretches) => phrasesOf(stretches, (item) => item.countable && !item.deleted))
}

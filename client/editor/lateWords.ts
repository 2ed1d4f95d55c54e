import { diffArrays } from 'diff'
import * as Y from 'yjs'
import { blocksOf } from '#domain/text/blockOrder.ts'
import { referenceCharacter } from '#domain/text/clauseContent.ts'
import { blockTypes } from '#domain/text/kinds.ts'
import { clausesOf } from '#domain/text/tree.ts'
import { writingOrigin } from './structureOrigin.ts'

/**
 * Whoever splits or joins clauses writes their words anew in another one, as they stood on that page. What I was typing in a block
 * meanwhile went with the old block: here I put it into the new one. Each page does so for its own letters alone, so they come once;
 * `freshSince`: the first of them that the others may not have had yet (what they had and left out, they left out on purpose).
 */
export function carryLateWords(doc: Y.Doc, freshSince: () => number): void {
  doc.on('afterTransaction', (transaction: Y.Transaction) => {
    if (transaction.local) return
    const gone = goneBlocks(transaction)
    if (gone.size === 0) return
    const late = [...clausesOf(doc).values()].flatMap((fragment) => (fragment instanceof Y.XmlFragment ? blocksOf(fragment) : [])).flatMap(({ id, element }) => {
      const old = isNew(transaction, element._item) ? gone.get(id) : undefined
      return old ? [{ element, stretches: lateIn(unitsThen(old, transaction), textOf(element), { client: doc.clientID, since: freshSince() }) }] : []
    })
    if (late.every(({ stretches }) => stretches.length === 0)) return
    doc.transact(() => {
      for (const { element, stretches } of late) for (const { at, words } of stretches.toReversed()) insertAt(element, at, words)
    }, writingOrigin)
  })
}

const isNew = ({ beforeState }: Y.Transaction, item: Y.Item | null) => item !== null && item.id.clock >= (beforeState.get(item.id.client) ?? 0)

/** The blocks that a transaction took away, by their ids. */
function goneBlocks(transaction: Y.Transaction): Map<string, Y.XmlElement> {
  const gone = new Map<string, Y.XmlElement>()
  Y.iterateDeletedStructs(transaction, transaction.deleteSet, (item) => {
    if (!(item instanceof Y.Item) || !(item.content instanceof Y.ContentType) || isNew(transaction, item)) return
    const { type } = item.content
    if (!(type instanceof Y.XmlElement) || !(blockTypes as readonly string[]).includes(type.nodeName)) return
    // Its attributes went with it; what they said is still there.
    const id: unknown = type._map.get('id')?.content.getContent().at(-1)
    if (typeof id === 'string') gone.set(id, type)
  })
  return gone
}

/** A letter or a reference of a block, and whose it is. */
export interface Unit { readonly text: string; readonly client: number; readonly clock: number }

/** What a block that has just gone said right before, letter by letter. */
function unitsThen(block: Y.XmlElement, { deleteSet }: Y.Transaction): Unit[] {
  const units: Unit[] = []
  const itemsOf = (type: Y.AbstractType<unknown>) => {
    const items: Y.Item[] = []
    for (let item = type._start; item; item = item.right) if (Y.isDeleted(deleteSet, item.id)) items.push(item)
    return items
  }
  for (const child of itemsOf(block as unknown as Y.AbstractType<unknown>)) {
    if (!(child.content instanceof Y.ContentType)) continue
    if (!(child.content.type instanceof Y.XmlText)) units.push({ text: referenceCharacter, ...child.id })
    else for (const { content, id } of itemsOf(child.content.type as unknown as Y.AbstractType<unknown>)) {
      if (content instanceof Y.ContentString) for (const [index, text] of content.str.split('').entries()) units.push({ text, client: id.client, clock: id.clock + index })
    }
  }
  return units
}

const textOf = (element: Y.XmlElement): string =>
  element.toArray().map((child) => (child instanceof Y.XmlText ? (child.toDelta() as { insert: unknown }[]).map(({ insert }) => (typeof insert === 'string' ? insert : '')).join('') : referenceCharacter)).join('')

/** Words to put into a copy of a block; `at`: in the copy as it is. */
export interface Stretch { readonly at: number; readonly words: string }

/**
 * Which of one person's letters a copy of a block lacks. The copy knows that person's letters up to one of them: when leaving out those
 * after it gives the copy, it is these. Otherwise others were typing or deleting too, and the two are compared.
 */
export function lateIn(old: readonly Unit[], copy: string, { client, since }: { client: number; since: number }): Stretch[] {
  const own = old.filter((unit) => unit.client === client && unit.clock >= since && unit.text !== referenceCharacter).map(({ clock }) => clock).sort((a, b) => b - a)
  const missing = old.length - copy.length
  const from = missing > 0 ? own[missing - 1] : undefined
  const isLate = (unit: Unit) => from !== undefined && unit.client === client && unit.clock >= from
  if (old.filter((unit) => !isLate(unit)).map(({ text }) => text).join('') === copy) return stretchesOf(old.map((unit) => ({ text: unit.text, isLate: isLate(unit), isInCopy: !isLate(unit) })))
  let next = 0
  return stretchesOf(diffArrays(copy.split(''), old.map(({ text }) => text)).flatMap(({ value, added, removed }) => value.map((text) => {
    const unit = removed ? undefined : old[next]
    if (unit) next += 1
    return { text, isLate: added && unit?.client === client && unit.clock >= since && text !== referenceCharacter, isInCopy: !added }
  })))
}

function stretchesOf(letters: readonly { readonly text: string; readonly isLate: boolean; readonly isInCopy: boolean }[]): Stretch[] {
  const stretches: Stretch[] = []
  let at = 0
  for (const { text, isLate, isInCopy } of letters) {
    const last = stretches.at(-1)
    if (isLate && last?.at === at) stretches[stretches.length - 1] = { at, words: last.words + text }
    else if (isLate) stretches.push({ at, words: text })
    if (isInCopy) at += 1
  }
  return stretches
}

function insertAt(element: Y.XmlElement, at: number, words: string): void {
  let start = 0
  let index = 0
  for (const child of element.toArray()) {
    const length = child instanceof Y.XmlText ? child.length : 1
    if (child instanceof Y.XmlText && at <= start + length) {
      child.insert(at - start, words)
      return
    }
    if (at <= start) break
    start += length
    index += 1
  }
  element.insert(index, [new Y.XmlText(words)])
}

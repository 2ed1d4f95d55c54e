import { diffArrays } from 'diff'
import * as Y from 'yjs'
import { blocksOf } from '#domain/text/blockOrder.ts'
import { breakIn, holderOf, isBlockElement, isBreak } from '#domain/text/blockWords.ts'
import { blockText, referenceCharacter } from '#domain/text/clauseContent.ts'
import { readBlock } from '#domain/text/clauseFragment.ts'
import { clausesOf } from '#domain/text/tree.ts'
import { insertWords } from '#domain/text/writeBlockWords.ts'
import { writingOrigin } from './structureOrigin.ts'

/**
 * Whoever splits or joins clauses writes their words anew in another one, as they stood on that page. What I was typing in a block
 * meanwhile went with the old block, or is all that is left of it: here I put it into the new one. Each page does so for its own letters
 * alone, so they come once; `freshSince`: the first of them that the others may not have had yet (what they had and left out, they left
 * out on purpose).
 */
export function carryLateWords(doc: Y.Doc, freshSince: () => number): void {
  doc.on('afterTransaction', (transaction: Y.Transaction) => {
    if (transaction.local) return
    const gone = goneBlocks(transaction)
    if (gone.size === 0) return
    const late = [...clausesOf(doc).values()].flatMap((fragment) => (fragment instanceof Y.XmlFragment ? blocksOf(fragment) : [])).flatMap(({ id, element }) => {
      const old = isNew(transaction, element._item) ? gone.get(id) : undefined
      if (!old) return []
      const units = unitsThen(old, transaction)
      const left = new Set(units.flatMap(({ left: item, client }) => (item && client === doc.clientID ? item : [])))
      const stretches = left.size > 0 || holderOf(old)._item?.deleted ? lateIn(units, blockText(readBlock(element)), { client: doc.clientID, since: freshSince() }) : []
      return stretches.length > 0 ? [{ element, stretches, left }] : []
    })
    if (late.length === 0) return
    doc.transact(() => {
      for (const { element, stretches, left } of late) {
        for (const { at, words } of stretches.toReversed()) insertWords(element, at, [{ text: words }])
        for (const item of left) takeOut(item)
      }
    }, writingOrigin)
  })
}

const isNew = ({ beforeState }: Y.Transaction, item: Y.Item | null) => item !== null && item.id.clock >= (beforeState.get(item.id.client) ?? 0)

/** The blocks that a transaction took away, by their ids. */
function goneBlocks(transaction: Y.Transaction): Map<string, Y.XmlElement> {
  const gone = new Map<string, Y.XmlElement>()
  const note = (type: Y.XmlElement) => {
    // Its attributes may have gone with it; what they said is still there.
    const id: unknown = type._map.get('id')?.content.getContent().at(-1)
    if (typeof id === 'string') gone.set(id, type)
  }
  for (const [type, keys] of transaction.changed) if (type instanceof Y.XmlElement && keys.has('gone') && type.getAttribute('gone') !== undefined) note(type)
  Y.iterateDeletedStructs(transaction, transaction.deleteSet, (item) => {
    if (item instanceof Y.Item && !isNew(transaction, item) && item.content instanceof Y.ContentType && isBlockElement(item.content.type)) note(item.content.type)
  })
  return gone
}

/** A letter or a reference of a block, and whose it is. */
export interface Unit {
  readonly text: string
  readonly client: number
  readonly clock: number
  /** What it is part of, where whoever took the block away did not know of it and so left it standing. */
  readonly left?: Y.Item
}

/** What a block that has just gone said right before, letter by letter. */
function unitsThen(block: Y.XmlElement, transaction: Y.Transaction): Unit[] {
  const units: Unit[] = []
  const wasThere = (item: Y.Item) => (item.deleted ? Y.isDeleted(transaction.deleteSet, item.id) : !isNew(transaction, item))
  /** Answers whether another block begins there. */
  const read = (start: Y.Item | null): boolean => {
    for (let item = start; item; item = item.right) {
      if (!wasThere(item)) continue
      const { content, id, deleted } = item
      const own = { ...id, ...(!deleted && { left: item }) }
      if (breakIn(item)) return true
      if (content instanceof Y.ContentString) for (const [index, text] of content.str.split('').entries()) units.push({ ...own, text, clock: id.clock + index })
      else if (content instanceof Y.ContentType && content.type instanceof Y.XmlText) { if (read(content.type._start)) return true }
      else if (content instanceof Y.ContentType) units.push({ ...own, text: referenceCharacter })
    }
    return false
  }
  const text = isBreak(block) ? block.parent?._item : null
  if (!text) read(block._start)
  else if (!read(block._item?.right ?? null)) read(text.right)
  return units
}

function takeOut(item: Y.Item): void {
  let at = 0
  for (let before = item.left; before; before = before.left) if (!before.deleted && before.countable) at += before.length
  if (item.parent instanceof Y.XmlText || item.parent instanceof Y.XmlElement) item.parent.delete(at, item.length)
}

/** Words to put into a copy of a block; `at`: in the copy as it is. */
export interface Stretch { readonly at: number; readonly words: string }

/**
 * Which of one person's letters a copy of a block lacks. Where letters were left standing it is those. Otherwise the copy knows that
 * person's letters up to one of them: when leaving out those after it gives the copy, it is these. Or else others were typing or deleting
 * too, and the two are compared.
 */
export function lateIn(old: readonly Unit[], copy: string, { client, since }: { client: number; since: number }): Stretch[] {
  const isOwn = (unit: Unit) => unit.client === client && unit.text !== referenceCharacter
  const isLeft = old.some(({ left }) => left)
  const own = old.filter((unit) => isOwn(unit) && unit.clock >= since).map(({ clock }) => clock).sort((a, b) => b - a)
  const missing = old.length - copy.length
  const from = missing > 0 ? own[missing - 1] : undefined
  const isLate = (unit: Unit) => isOwn(unit) && (isLeft ? unit.left !== undefined : from !== undefined && unit.clock >= from)
  const isKnown = (unit: Unit) => (isLeft ? unit.left === undefined : !isLate(unit))
  if (old.filter(isKnown).map(({ text }) => text).join('') === copy) return stretchesOf(old.map((unit) => ({ text: unit.text, isLate: isLate(unit), isInCopy: isKnown(unit) })))
  let next = 0
  return stretchesOf(diffArrays(copy.split(''), old.map(({ text }) => text)).flatMap(({ value, added, removed }) => value.map((text) => {
    const unit = removed ? undefined : old[next]
    if (unit) next += 1
    const isMissing = unit !== undefined && (isLeft ? isLate(unit) : added && isOwn(unit) && unit.clock >= since)
    return { text, isLate: isMissing, isInCopy: !added }
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

import type { Node } from 'prosemirror-model'
import * as Y from 'yjs'
import { type Inline, isReference } from '#domain/text/clauseContent.ts'
import { writeInlines } from '#domain/text/clauseFragment.ts'
import { replacedWords, type Replaced, unitsOf } from './blockUnits.ts'
import { type Attributes, exactly } from './clauseNodes.ts'

const lengthOf = (child: unknown) => (child instanceof Y.XmlText ? child.length : 1)

/** Brings the words of a shared block from one state to another: only what differs is touched, at the very place where it was changed. */
export function writeWords(element: Y.XmlElement, before: Node, after: Node, hint: Replaced | null): void {
  const [old, now] = [unitsOf(before), unitsOf(after)]
  const { from, to, toAfter } = replacedWords(old.words, now.words, hint)
  deleteWords(element, from, to)
  insertWords(element, from, pieces(now.inlines, now.words, from, toAfter))
  // What stayed may still be set otherwise.
  for (let at = 0; at < now.words.length; at += 1) {
    if (at >= from && at < toAfter) continue
    const was = old.inlines[at < from ? at : at - toAfter + to]
    const is = now.inlines[at]
    if (!was || !is || was === is || isReference(was) || isReference(is) || attributesKey(was) === attributesKey(is)) continue
    let end = at + 1
    while (end < now.words.length && (end < from || end >= toAfter) && now.inlines[end] === is && old.inlines[end < from ? end : end - toAfter + to] === was) end += 1
    formatWords(element, at, end, exactly(is))
    at = end - 1
  }
}

const attributesKey = (inline: Inline) => (isReference(inline) ? '' : JSON.stringify(exactly(inline)))

/** The inlines of a stretch of a block, cut to it. */
function pieces(inlines: readonly Inline[], words: readonly string[], from: number, to: number): Inline[] {
  const result: Inline[] = []
  let at = from
  while (at < to) {
    const inline = inlines[at]
    let end = at + 1
    while (end < to && inlines[end] === inline) end += 1
    if (inline) result.push(isReference(inline) ? inline : { ...inline, text: words.slice(at, end).join('') })
    at = end
  }
  return result
}

function deleteWords(element: Y.XmlElement, from: number, to: number): void {
  let start = 0
  for (const child of element.toArray()) {
    const end = start + lengthOf(child)
    const [first, last] = [Math.max(from, start), Math.min(to, end)]
    if (first < last && child instanceof Y.XmlText) child.delete(first - start, last - first)
    else if (first < last) element.delete(element.toArray().indexOf(child), 1)
    start = end
  }
}

function formatWords(element: Y.XmlElement, from: number, to: number, attributes: Attributes): void {
  let start = 0
  for (const child of element.toArray()) {
    const end = start + lengthOf(child)
    const [first, last] = [Math.max(from, start), Math.min(to, end)]
    if (first < last && child instanceof Y.XmlText) child.format(first - start, last - first, attributes)
    start = end
  }
}

function insertWords(element: Y.XmlElement, at: number, inlines: readonly Inline[]): void {
  let offset = at
  for (const inline of inlines) {
    insertInline(element, offset, inline)
    offset += isReference(inline) ? 1 : inline.text.length
  }
}

function insertInline(element: Y.XmlElement, at: number, inline: Inline): void {
  let start = 0
  const children = element.toArray()
  for (const [index, child] of children.entries()) {
    const end = start + lengthOf(child)
    // Words go to those before them rather than to those after: they are what the person was writing on.
    if (child instanceof Y.XmlText && at >= start && at <= end) {
      if (isReference(inline)) splitAround(element, index, child, at - start, inline)
      else child.insert(at - start, inline.text, exactly(inline))
      return
    }
    if (at <= start) {
      element.insert(index, writeInlines([inline]))
      return
    }
    start = end
  }
  element.insert(children.length, writeInlines([inline]))
}

/** Puts a reference between words. Those behind it become a text of their own. */
function splitAround(element: Y.XmlElement, index: number, text: Y.XmlText, at: number, inline: Inline): void {
  if (at === 0 && text.length > 0) {
    element.insert(index, writeInlines([inline]))
    return
  }
  const tail = at < text.length ? tailOf(text, at) : null
  if (tail) text.delete(at, text.length - at)
  element.insert(index + 1, [...writeInlines([inline]), ...(tail ? [tail] : [])])
}

function tailOf(text: Y.XmlText, at: number): Y.XmlText {
  const tail = new Y.XmlText()
  let passed = 0
  const delta: { insert: string; attributes?: object }[] = []
  for (const { insert, attributes } of text.toDelta() as { insert: unknown; attributes?: object }[]) {
    const words = typeof insert === 'string' ? insert : ''
    const rest = words.slice(Math.max(0, at - passed))
    if (rest !== '') delta.push({ insert: rest, ...(attributes && { attributes }) })
    passed += words.length
  }
  tail.applyDelta(delta)
  return tail
}

import type { Node } from 'prosemirror-model'
import type { EditorState, Transaction } from 'prosemirror-state'
import type { StepMap } from 'prosemirror-transform'
import * as Y from 'yjs'
import { arrangeBlocks, blocksOf, type PlacedBlock } from '#domain/text/blockOrder.ts'
import { setBlockType, writeBlock } from '#domain/text/clauseFragment.ts'
import { childrenOf, docOf, idOf, inlineOf, nodeOf, typeOf } from './clauseNodes.ts'
import { remoteSteps, type Told } from './remoteSteps.ts'
import { changedRanges, type ChangedRange, rangeIn } from './stepRanges.ts'
import { writeWords } from './writeWords.ts'
import { writingOrigin } from '../structureOrigin.ts'

/** Set on the transactions of an editor that bring what others wrote, or what undo gave back. */
const remoteKey = 'remote'
export const isRemote = (tr: Transaction): boolean => tr.getMeta(remoteKey) === true

/** What an editor holds on to the shared words of its clause by. */
export interface ClauseBinding {
  /** The clause as the shared text has it. */
  readonly doc: () => Node
  /** Writes what an editor's transactions did. To be called with each of them, right after they were applied. */
  readonly write: (transactions: readonly Transaction[], after: Node) => void
  readonly elementOf: (index: number) => Y.XmlElement | null
  readonly close: () => void
}

/**
 * Ties one clause of the shared text to an editor, both ways and each by the smallest change: what a person typed is written at the very
 * place where they typed it; what others wrote comes as steps on the words that differ. `show` applies such steps.
 */
export function bindClause(fragment: Y.XmlFragment, show: (stepsFor: (state: EditorState) => Transaction) => void): ClauseBinding {
  let blocks = blocksOf(fragment)
  let doc = docOf(blocks.map(nodeOf))
  let isWriting = false

  const write = (after: Node, maps: readonly StepMap[]) => {
    const before = childrenOf(doc)
    const ranges = changedRanges(maps)
    isWriting = true
    fragment.doc?.transact(() => {
      blocks = writeBlocks(fragment, blocks, before, childrenOf(after), ranges)
    }, writingOrigin)
    isWriting = false
    doc = after
  }
  const observe = (events: readonly Y.YEvent<Target>[]) => {
    if (isWriting) return
    const known = new Map(blocks.map(({ element }, index) => [element, index]))
    const touched = new Set(events.map(({ target }) => blockAround(target, fragment)))
    const before = childrenOf(doc)
    blocks = blocksOf(fragment)
    const next = docOf(blocks.map((block) => {
      const was = before[known.get(block.element) ?? -1]
      return was && !touched.has(block.element) && idOf(was) === block.id ? was : nodeOf(block)
    }))
    const told = toldBy(events, blocks)
    doc = next
    show((state) => remoteSteps(state, next, told).setMeta(remoteKey, true))
  }
  fragment.observeDeep(observe)
  return {
    doc: () => doc,
    write(transactions, after) {
      const own = transactions.filter((tr) => !isRemote(tr))
      if (own.some((tr) => tr.docChanged)) write(after, own.flatMap((tr) => tr.mapping.maps))
    },
    elementOf: (index) => blocks[index]?.element ?? null,
    close: () => fragment.unobserveDeep(observe),
  }
}

type Target = Y.XmlFragment | Y.XmlElement | Y.XmlText

/** The block of a clause that something in it belongs to; null for the clause itself. */
function blockAround(target: Target, fragment: Y.XmlFragment): Y.XmlElement | null {
  let type: unknown = target
  while (type instanceof Y.XmlText || type instanceof Y.XmlElement) {
    if (type.parent === fragment) return type instanceof Y.XmlElement ? type : null
    type = type.parent
  }
  return null
}

/** Where one person's typing is, when that is all that came. */
function toldBy(events: readonly Y.YEvent<Target>[], blocks: readonly PlacedBlock[]): Told | null {
  const [event] = events
  if (events.length !== 1 || !(event?.target instanceof Y.XmlText)) return null
  const { target } = event
  const index = blocks.findIndex(({ element }) => element === target.parent)
  const element = blocks[index]?.element
  if (!element) return null
  let at = 0
  for (const child of element.toArray()) {
    if (child === target) break
    at += child instanceof Y.XmlText ? child.length : 1
  }
  let [deleted, inserted] = [0, 0]
  for (const [place, { retain, delete: gone, insert }] of event.delta.entries()) {
    if (retain !== undefined && place > 0) return null
    at += retain ?? 0
    deleted += gone ?? 0
    inserted += typeof insert === 'string' ? insert.length : 0
  }
  return { index, at, deleted, inserted }
}

function writeBlocks(fragment: Y.XmlFragment, blocks: readonly PlacedBlock[], before: readonly Node[], after: readonly Node[], ranges: readonly ChangedRange[]): PlacedBlock[] {
  // A block that came without an id gets one from the editor: it is the same block.
  const keyAt = (index: number) => idOf(before[index] ?? docOf([])) || (before.length === after.length && idOf(after[index] ?? docOf([]))) || `${index}`
  const standing = new Map(before.map((node, index) => [keyAt(index), { node, element: blocks[index]?.element, start: startOf(before, index) }]))
  const wanted: PlacedBlock[] = []
  for (const [index, node] of after.entries()) {
    const id = idOf(node)
    const kept = standing.get(id || `${index}`)
    standing.delete(id || `${index}`)
    if (!kept?.element) {
      wanted.push({ id, element: writeBlock({ type: typeOf(node), id, inlines: childrenOf(node).map(inlineOf) }) })
      continue
    }
    wanted.push({ id, element: kept.element })
    if (kept.node === node) continue
    setBlockType(kept.element, typeOf(node))
    if (id !== '' && kept.element.getAttribute('id') !== id) kept.element.setAttribute('id', id)
    const hint = rangeIn(ranges, { start: kept.start, size: kept.node.content.size }, { start: startOf(after, index), size: node.content.size })
    writeWords(kept.element, kept.node, node, hint)
  }
  if (before.length !== after.length || before.some((node, index) => idOf(node) !== idOf(after[index] ?? node))) arrangeBlocks(fragment, wanted)
  return wanted
}

const startOf = (blocks: readonly Node[], index: number) => blocks.slice(0, index).reduce((sum, block) => sum + block.nodeSize, 1)

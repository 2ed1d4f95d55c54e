import type { Node } from 'prosemirror-model'
import type { EditorState, Transaction } from 'prosemirror-state'
import type { StepMap } from 'prosemirror-transform'
import * as Y from 'yjs'
import { blocksOf, type PlacedBlock } from '#domain/text/blockOrder.ts'
import { holderOf, isBreak, placeIn } from '#domain/text/blockWords.ts'
import { childrenOf, docOf, idOf, nodesOf } from './clauseNodes.ts'
import { remoteSteps, type Told } from './remoteSteps.ts'
import { changedRanges } from './stepRanges.ts'
import { writeBlocks } from './writeBlocks.ts'
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
  let doc = docOf(nodesOf(blocks))
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
    const touched = new Set(events.map(({ target }) => holderAround(target, fragment)))
    const [before, gone] = [childrenOf(doc), blocks]
    blocks = blocksOf(fragment)
    const same = blocks.map(({ id, element }) => {
      const was = before[known.get(element) ?? -1]
      return was && !touched.has(holderOf(element)) && idOf(was) === id ? was : null
    })
    const anew = nodesOf(blocks.filter((_block, index) => !same[index])).values()
    const next = docOf(same.map((node) => node ?? anew.next().value ?? docOf([])))
    const begun = new Set([...gone, ...blocks].filter(({ element }) => isBreak(element)).map(({ id }) => id))
    const told = toldBy(events, blocks)
    doc = next
    show((state) => remoteSteps(state, next, told, begun).setMeta(remoteKey, true))
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

/** The element of a clause that something in it belongs to; null for the clause itself. */
function holderAround(target: Target, fragment: Y.XmlFragment): Y.XmlElement | null {
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
  const place = placeIn(event.target, event.delta[0]?.retain ?? 0)
  const index = blocks.findIndex(({ element }) => element === place?.element)
  if (!place || index < 0) return null
  let [deleted, inserted] = [0, 0]
  for (const [at, { retain, delete: gone, insert }] of event.delta.entries()) {
    if (retain !== undefined && at > 0) return null
    deleted += gone ?? 0
    inserted += typeof insert === 'string' ? insert.length : 0
  }
  return { index, at: place.offset, deleted, inserted }
}

import type * as Y from 'yjs'
import { inOneStep } from '#client/editor/oneStep.ts'
import { writeClause } from '#domain/text/clauseFragment.ts'
import { joinClauses } from '#domain/text/joinClauses.ts'
import type { NodeKind } from '#domain/text/kinds.ts'
import { emptyProvision } from '#domain/text/newProvision.ts'
import { placeOfNew, previousOf, type Side } from '#domain/text/places.ts'
import { splitClause } from '#domain/text/splitClause.ts'
import { addNode, moveNode, removeNode } from '#domain/text/placeNodes.ts'
import { readTree } from '#domain/text/tree.ts'
import type { Place } from '#domain/text/treeNode.ts'

const freshId = () => crypto.randomUUID()

/** Inserts an empty provision beside another one, or in its own section. Gives its id. */
export const insertProvision = (doc: Y.Doc, kind: NodeKind, beside: string, side: Side): string => inOneStep(doc, () => {
  const id = freshId()
  writeClause(addNode(doc, { id, kind, ...placeOfNew(readTree(doc), kind, beside, side) }), emptyProvision(kind, freshId))
  return id
})

/** Makes what follows a block a provision of its own. Gives its id, or null where nothing follows. */
export const splitAfter = (doc: Y.Doc, clauseId: string, after: string): string | null => inOneStep(doc, () => {
  const id = freshId()
  return splitClause(doc, clauseId, { after, id, headingId: freshId() }) ? id : null
})

/** Joins a provision to the one of its kind before it. Gives the id of that one, or null where there is none. */
export const joinToPrevious = (doc: Y.Doc, clauseId: string): string | null => inOneStep(doc, () => {
  const previous = previousOf(readTree(doc), clauseId)
  return previous && joinClauses(doc, clauseId, previous.id, freshId) ? previous.id : null
})

export const moveProvision = (doc: Y.Doc, clauseId: string, place: Place) => inOneStep(doc, () => moveNode(doc, clauseId, place))

export const removeProvision = (doc: Y.Doc, clauseId: string) => inOneStep(doc, () => removeNode(doc, clauseId))

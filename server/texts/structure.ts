import * as Y from 'yjs'
import { nodeKinds } from '#domain/text/kinds.ts'
import { isOrderKey } from '#domain/text/placeNodes.ts'
import { clausesOf, treeOf } from '#domain/text/tree.ts'
import { problemsOf } from '#domain/text/validate.ts'
import type { Touched } from './touched.ts'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

/** What is wrong with a document after an update was applied to it, before it is kept. Only what changes structure has its clauses looked at. */
export function problemsAfter(doc: Y.Doc, touched: Touched): string[] {
  // Whatever waits in it for something else would be sent on and never be seen.
  if (doc.store.pendingStructs || doc.store.pendingDs) return ['changes that wait for each other']
  return touched.structural ? structureProblems(doc, touched) : []
}

/** What is wrong with the clauses and tree nodes that a structural update touched; asked after it was applied, before it is kept (R5). */
export function structureProblems(doc: Y.Doc, { clauses, nodes }: Touched): string[] {
  const badIds = [...clauses, ...nodes].filter((id) => !uuid.test(id)).map((id) => `${id.slice(0, 60)} is no id of a provision`)
  return [...badIds, ...[...clauses].flatMap((id) => clauseProblems(doc, id)), ...[...nodes].flatMap((id) => nodeProblems(doc, id))]
}

function clauseProblems(doc: Y.Doc, id: string): string[] {
  const fragment: unknown = clausesOf(doc).get(id)
  if (fragment === undefined) return []
  return fragment instanceof Y.XmlFragment && !(fragment instanceof Y.XmlElement) ? problemsOf(fragment) : ['a clause that is no fragment']
}

const checks: Record<string, (value: unknown) => boolean> = {
  kind: (value) => (nodeKinds as readonly unknown[]).includes(value),
  parent: (value) => value === null || (typeof value === 'string' && uuid.test(value)),
  order: isOrderKey,
}

function nodeProblems(doc: Y.Doc, id: string): string[] {
  const row: unknown = treeOf(doc).get(id)
  if (row === undefined) return []
  if (!(row instanceof Y.Map)) return ['a tree node that is no map']
  const unknownKeys = [...row.keys()].filter((key) => !(key in checks)).map((key) => `a tree node with ${key.slice(0, 40)}`)
  return [...unknownKeys, ...Object.entries(checks).filter(([key, holds]) => !holds(row.get(key))).map(([key]) => `a tree node whose ${key} is not as it must be`)]
}

import type * as Y from 'yjs'
import { readClause } from '#domain/text/clauseFragment.ts'
import { restoreBlocks } from '#domain/text/restoreBlocks.ts'
import { clausesOf } from '#domain/text/tree.ts'

/** Makes clauses of one document say what they say in another, touching only what differs. */
export function writeAnew(from: Y.Doc, to: Y.Doc, clauseIds: readonly string[]): void {
  for (const clauseId of clauseIds) {
    const [there, here] = [clausesOf(from).get(clauseId), clausesOf(to).get(clauseId)]
    if (there && here) to.transact(() => restoreBlocks(here, readClause(there)))
  }
}

import { initProseMirrorDoc, updateYFragment } from 'y-prosemirror'
import type * as Y from 'yjs'
import { schema } from '#domain/text/schema.ts'
import { clausesOf } from '#domain/text/tree.ts'

/** Makes clauses of one document say what they say in another, touching only what differs: the way in which the editor itself writes. */
export function writeAnew(from: Y.Doc, to: Y.Doc, clauseIds: readonly string[]): void {
  for (const clauseId of clauseIds) {
    const [there, here] = [clausesOf(from).get(clauseId), clausesOf(to).get(clauseId)]
    if (there && here) updateYFragment(to, here, initProseMirrorDoc(there, schema).doc, { mapping: new Map(), isOMark: new Map() })
  }
}

import type * as Y from 'yjs'
import { writeClause } from './clauseFragment.ts'
import { bytesOf, type WrittenProvision } from './pasted/written.ts'
import { placeOfNew } from './places.ts'
import { addNode } from './placeNodes.ts'
import { readTree } from './tree.ts'
import { sections } from './treeNode.ts'

// The server takes at most 256 KiB in one change.
const bytesAtOnce = 120 * 1024

function batchesOf(provisions: readonly WrittenProvision[]): WrittenProvision[][] {
  const batches: WrittenProvision[][] = []
  let bytes = Number.POSITIVE_INFINITY
  for (const provision of provisions) {
    const own = bytesOf(provision.content.blocks)
    if (bytes + own > bytesAtOnce) { batches.push([]); bytes = 0 }
    batches.at(-1)?.push(provision)
    bytes += own
  }
  return batches
}

/**
 * Puts provisions behind the one named `after`, each behind the one before it of its section: citations and recitals among theirs, articles
 * into the chapter before them. In as few changes as the server takes; `write` makes one change of what it is given.
 */
export function insertProvisions(doc: Y.Doc, after: string, provisions: readonly WrittenProvision[], write: (change: () => void) => void): void {
  const last = new Map<number, string>()
  for (const batch of batchesOf(provisions)) {
    write(() => {
      for (const { id, kind, content } of batch) {
        const place = placeOfNew(readTree(doc), kind, last.get(sections[kind]) ?? after, 'after')
        writeClause(addNode(doc, { id, kind, ...place }), content)
        last.set(sections[kind], id)
      }
    })
  }
}

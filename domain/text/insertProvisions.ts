import type * as Y from 'yjs'
import { writeClause } from './clauseFragment.ts'
import type { NodeKind } from './kinds.ts'
import { bytesOf, type WrittenProvision } from './pasted/written.ts'
import { addNode, type Place, readTree } from './tree.ts'
import { flatten, type TreeNode } from './treeNode.ts'

type Section = 'title' | 'citation' | 'recital' | 'terms' | 'annex'
const sectionOf = (kind: NodeKind): Section => (kind === 'chapter' || kind === 'article' ? 'terms' : kind)

/**
 * Where provisions go that are put in one after the other behind the one named `after`: each kind in its section, articles into the chapter
 * before them (of those that are put in, otherwise of the one that `after` is in). What has no neighbour of its section goes to its end.
 */
export function placesOf(tree: readonly TreeNode[], after: string, provisions: readonly { readonly id: string; readonly kind: NodeKind }[]): Place[] {
  const current = flatten(tree).find(({ id }) => id === after)
  const last = new Map(tree.map(({ kind, id }) => [sectionOf(kind), id]))
  const terms = tree.findLast(({ kind }) => sectionOf(kind) === 'terms')
  const isInTerms = current !== undefined && sectionOf(current.kind) === 'terms'
  const from = isInTerms ? current : terms?.kind === 'chapter' ? terms.children.at(-1) ?? terms : terms
  if (current && !isInTerms) last.set(sectionOf(current.kind), current.id)
  let chapter = from?.kind === 'chapter' ? from.id : from?.parent ?? null
  let article = from?.kind === 'article' ? from.id : null
  if (from) last.set('terms', chapter ?? from.id)
  return provisions.map(({ id, kind }): Place => {
    const isInChapter = kind === 'article' && chapter !== null
    const place = isInChapter ? { parent: chapter, after: article } : { parent: null, after: last.get(sectionOf(kind)) ?? null }
    if (!isInChapter) last.set(sectionOf(kind), id)
    if (kind === 'chapter') chapter = id
    if (sectionOf(kind) === 'terms') article = kind === 'article' ? id : null
    return place
  })
}

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

/** Puts provisions behind the one named `after`, in as few changes as the server takes; `write` makes one change of what it is given. */
export function insertProvisions(doc: Y.Doc, after: string, provisions: readonly WrittenProvision[], write: (change: () => void) => void): void {
  const places = new Map(placesOf(readTree(doc), after, provisions).map((place, index) => [provisions[index]?.id, place]))
  for (const batch of batchesOf(provisions)) {
    write(() => {
      for (const { id, kind, content } of batch) writeClause(addNode(doc, { id, kind, ...(places.get(id) ?? { parent: null, after: null }) }), content)
    })
  }
}

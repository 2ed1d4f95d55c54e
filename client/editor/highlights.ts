import type * as Y from 'yjs'
import { type Anchor, resolveAnchor } from '#domain/text/anchor.ts'

/** Words that a thread is about. */
export interface AnchoredThread { readonly threadId: string; readonly clauseId: string; readonly anchor: Anchor }
/** Where they are now, and whether their thread is the open one. */
export interface Highlight { readonly threadId: string; readonly blockId: string; readonly from: number; readonly to: number; readonly open: boolean }

export interface Highlights {
  readonly show: (threads: readonly AnchoredThread[], openId: string | null) => void
  /** Asked of the shared document each time: after a remote edit nothing remembered is right. */
  readonly inClause: (clauseId: string) => readonly Highlight[]
  readonly subscribe: (listener: () => void) => () => void
}

export function makeHighlights(doc: Y.Doc): Highlights {
  const listeners = new Set<() => void>()
  let byClause = new Map<string, AnchoredThread[]>()
  let opened: string | null = null
  return {
    show(threads, openId) {
      byClause = new Map()
      for (const thread of threads) byClause.set(thread.clauseId, [...(byClause.get(thread.clauseId) ?? []), thread])
      opened = openId
      for (const listener of listeners) listener()
    },
    inClause: (clauseId) => (byClause.get(clauseId) ?? []).flatMap(({ threadId, anchor }) => {
      const place = resolveAnchor(doc, clauseId, anchor)
      return place ? [{ threadId, blockId: place.blockId, from: place.from, to: place.to, open: threadId === opened }] : []
    }),
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

import type { Node } from 'prosemirror-model'
import { Plugin, PluginKey } from 'prosemirror-state'
import { type Decoration, DecorationSet } from 'prosemirror-view'
import { isRemote } from './binding/clauseBinding.ts'
import { readMoved } from './freshSelection.ts'

/** Where each block starts. */
export function blockStarts(doc: Node): ReadonlyMap<string, { position: number; size: number }> {
  const starts = new Map<string, { position: number; size: number }>()
  doc.forEach((block, position) => {
    const id: unknown = block.attrs.id
    if (typeof id === 'string' && !starts.has(id)) starts.set(id, { position: position + 1, size: block.content.size })
  })
  return starts
}

/** What is drawn over the words, and who says when it changed. */
export interface LivingSource {
  readonly draw: (doc: Node) => Decoration[]
  readonly subscribe: (listener: () => void) => () => void
  /** Drawn anew after my own typing too; otherwise moved along with it. */
  readonly always?: boolean
}

/**
 * Decorations that outlive remote edits: what others write can move, split or bring back the words under them, so they are drawn
 * again from their source (anchors, carets, structure) instead of being moved along.
 */
export function livingDecorations(name: string, source: LivingSource) {
  const key = new PluginKey<DecorationSet>(name)
  const redraw = (doc: Node) => DecorationSet.create(doc, source.draw(doc))
  return new Plugin<DecorationSet>({
    key,
    state: {
      init: (_config, state) => redraw(state.doc),
      apply(tr, set) {
        if (tr.getMeta(key) || isRemote(tr)) return redraw(tr.doc)
        if (!tr.docChanged) return set
        return source.always ? redraw(tr.doc) : set.map(tr.mapping, tr.doc)
      },
    },
    props: { decorations: (state) => key.getState(state) },
    view(view) {
      const stop = source.subscribe(() => {
        if (view.isDestroyed) return
        readMoved(view)
        view.dispatch(view.state.tr.setMeta(key, true).setMeta('addToHistory', false))
      })
      return { destroy: stop }
    },
  })
}

import { Plugin, PluginKey } from 'prosemirror-state'
import { defaultDeleteFilter, getRelativeSelection, ySyncPluginKey } from 'y-prosemirror'
import * as Y from 'yjs'
import { structureOrigin } from './structureOrigin.ts'
import { blockTypes } from '#domain/text/kinds.ts'

// A manager ends with its document.
const managers = new WeakMap<Y.Doc, Y.UndoManager>()

/**
 * My own steps back, over the whole draft: one manager, so that undo follows the order in which I worked and not the
 * clause the caret is in. It belongs to the open text, not to an editor: `yUndoPlugin` destroys it when a clause unmounts.
 */
export function undoOf(doc: Y.Doc): Y.UndoManager {
  const known = managers.get(doc)
  if (known) return known
  const manager = new Y.UndoManager([doc.getMap('clauses'), doc.getMap('tree')], {
    trackedOrigins: new Set([ySyncPluginKey, structureOrigin]),
    deleteFilter: (item) => defaultDeleteFilter(item, new Set(blockTypes)),
    captureTransaction: (transaction) => transaction.meta.get('addToHistory') !== false,
  })
  managers.set(doc, manager)
  return manager
}

type RelativeSelection = ReturnType<typeof getRelativeSelection>
const key = new PluginKey<RelativeSelection | null>('ownUndo')

/** Remembers where the caret was before each of my steps, and puts it back there when the step is undone. */
export const caretOfUndo = (manager: Y.UndoManager) => new Plugin<RelativeSelection | null>({
  key,
  state: {
    init: () => null,
    apply: (_tr, _value, before) => {
      const binding = ySyncPluginKey.getState(before)?.binding
      return binding ? getRelativeSelection(binding, before) : null
    },
  },
  view(view) {
    const binding = ySyncPluginKey.getState(view.state)?.binding
    const added = ({ stackItem }: { stackItem: { meta: Map<unknown, unknown> } }) => {
      if (view.hasFocus()) stackItem.meta.set(binding, key.getState(view.state))
    }
    const popped = ({ stackItem }: { stackItem: { meta: Map<unknown, unknown> } }) => {
      const selection = stackItem.meta.get(binding)
      if (binding && selection) binding.beforeTransactionSelection = selection
    }
    manager.on('stack-item-added', added)
    manager.on('stack-item-popped', popped)
    return {
      destroy() {
        manager.off('stack-item-added', added)
        manager.off('stack-item-popped', popped)
      },
    }
  },
})

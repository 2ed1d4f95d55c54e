import { Plugin, PluginKey } from 'prosemirror-state'
import { defaultDeleteFilter, getRelativeSelection, ySyncPluginKey } from 'y-prosemirror'
import * as Y from 'yjs'
import { blockTypes } from '#domain/text/schema.ts'

/** Transactions by which I change the tree of the draft: undone together with my typing. */
export const structureOrigin = Symbol('structure')

/**
 * My own steps back, over the whole draft: one manager, so that undo follows the order in which I worked and not the
 * clause the caret is in. It belongs to the open text, not to an editor: `yUndoPlugin` destroys it when a clause unmounts.
 */
export function makeOwnUndo(doc: Y.Doc): Y.UndoManager {
  return new Y.UndoManager([doc.getMap('clauses'), doc.getMap('tree')], {
    trackedOrigins: new Set([ySyncPluginKey, structureOrigin]),
    deleteFilter: (item) => defaultDeleteFilter(item, new Set(blockTypes)),
    captureTransaction: (transaction) => transaction.meta.get('addToHistory') !== false,
  })
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

/** The clause that an undone step changed, so that the page can show it. */
export function clauseOfStep(doc: Y.Doc, changed: ReadonlyMap<Y.AbstractType<Y.YEvent<never>>, unknown>): string | null {
  const clauses = doc.getMap('clauses')
  for (const type of changed.keys()) {
    if (type.parent === clauses && type._item?.parentSub) return type._item.parentSub
  }
  return null
}

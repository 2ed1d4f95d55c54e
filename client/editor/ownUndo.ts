import * as Y from 'yjs'
import { clausesOf, treeOf } from '#domain/text/tree.ts'
import type { RelativeSelection } from './relativeSelection.ts'
import { structureOrigin, writingOrigin } from './structureOrigin.ts'

/** A step of mine, with where my caret was before it. */
type Step = NonNullable<Y.UndoManager['undoStack'][number]>
const caretKey = Symbol('caret')
export interface CaretBefore { readonly clauseId: string; readonly selection: RelativeSelection }

// A manager ends with its document.
const managers = new WeakMap<Y.Doc, Y.UndoManager>()

/**
 * My own steps back, over the whole draft: one manager, so that undo follows the order in which I worked and not the clause the caret
 * is in. It belongs to the open text, not to an editor, which comes and goes with scrolling.
 */
export function undoOf(doc: Y.Doc): Y.UndoManager {
  const known = managers.get(doc)
  if (known) return known
  const manager = new Y.UndoManager([doc.getMap('clauses'), doc.getMap('tree')], {
    trackedOrigins: new Set([writingOrigin, structureOrigin]),
    deleteFilter: isMineToTake,
    captureTransaction: (transaction) => transaction.meta.get('addToHistory') !== false,
  })
  managers.set(doc, manager)
  return manager
}

/**
 * Taking back a provision, a block or a text that I made takes nothing that others have written in it since: it stays for their sake.
 * Asked from the last item to the first: what I wrote in it is gone by then.
 */
function isMineToTake(item: Y.Item): boolean {
  // A block that stays keeps its name.
  if (item.parentSub === 'id' && item.parent instanceof Y.XmlElement) return false
  const row = rowOf(item)
  if (row) return isEmpty(row.provisions.get(row.id))
  if (!(item.content instanceof Y.ContentType)) return true
  const { type } = item.content
  // An empty text takes no room, and somebody off the line may be writing in it: it goes with its block or not at all.
  if (type instanceof Y.XmlText) return false
  return !(type instanceof Y.XmlFragment) || isEmpty(type)
}

const isEmpty = (type: Y.XmlFragment | undefined): boolean => !type || type.toArray().every((child) => child instanceof Y.XmlText && child.length === 0)

/** The provision that an item of the tree places: its row, or one of the row's values. */
function rowOf({ parent, parentSub }: Y.Item): { id: string; provisions: Y.Map<Y.XmlFragment> } | null {
  if (!(parent instanceof Y.Map) || !parent.doc) return null
  const tree = treeOf(parent.doc)
  const id = Object.is(parent, tree) ? parentSub : Object.is(parent.parent, tree) ? parent._item?.parentSub ?? null : null
  return id === null ? null : { id, provisions: clausesOf(parent.doc) }
}

export const keepCaret = (step: Step, caret: CaretBefore): void => { step.meta.set(caretKey, caret) }
export const caretOf = (step: Step): CaretBefore | undefined => step.meta.get(caretKey) as CaretBefore | undefined

import { Plugin } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import * as Y from 'yjs'
import { isRemote } from './binding/clauseBinding.ts'
import type { Editing } from './editing.ts'
import { freshLetters } from './freshLetters.ts'
import { goAlong, type OwnCaret } from './goAlong.ts'
import { carryLateWords } from './lateWords.ts'

const carets = new WeakMap<Y.Doc, { last: OwnCaret | null }>()

/** When somebody splits or joins the clause that I write in, my caret and what I am typing go along with its block into the other clause. */
export function followCaret(editing: Editing, clauseId: string): Plugin {
  const caret = carets.get(editing.doc) ?? firstEditor(editing)
  const note = (view: EditorView) => {
    const { $head } = view.state.selection
    const blockId: unknown = $head.node(1)?.attrs['id']
    if (view.hasFocus() && typeof blockId === 'string') caret.last = { view, clauseId, blockId, offset: $head.parentOffset }
  }
  let isMine = false
  return new Plugin({
    appendTransaction(transactions) {
      isMine ||= !transactions.every(isRemote)
      return null
    },
    view(view) {
      note(view)
      return {
        update(now) {
          if (isMine) note(now)
          isMine = false
        },
        destroy() { if (caret.last?.view === view) caret.last = null },
      }
    },
    props: {
      handleDOMEvents: {
        focus(view) {
          note(view)
          return false
        },
      },
    },
  })
}

/** What is needed once for each open text, by whoever writes in it. */
function firstEditor(editing: Editing): { last: OwnCaret | null } {
  const { doc, onSaving, onStructure } = editing
  const fresh = freshLetters(() => Y.getState(doc.store, doc.clientID), Date.now)
  onSaving(fresh.note)
  const caret: { last: OwnCaret | null } = { last: null }
  carets.set(doc, caret)
  carryLateWords(doc, fresh.since)
  onStructure(() => { if (caret.last?.view.hasFocus()) goAlong(editing, caret.last) })
  return caret
}

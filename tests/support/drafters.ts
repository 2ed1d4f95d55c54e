import { EditorState, type Plugin, TextSelection, type Transaction } from 'prosemirror-state'
import type { Node } from 'prosemirror-model'
import * as Y from 'yjs'
import { type ClauseBinding, bindClause } from '#client/editor/binding/clauseBinding.ts'
import { blockIds } from '#client/editor/blockIds.ts'
import { undoOf } from '#client/editor/ownUndo.ts'
import { schema } from '#domain/text/schema.ts'
import { clausesOf } from '#domain/text/tree.ts'

/** An editor of one clause without a page: the same state, the same plugins that change words, the same binding. */
export interface HeadlessEditor {
  readonly state: () => EditorState
  readonly dispatch: (tr: Transaction) => void
  readonly close: () => void
}

export function headlessEditor(fragment: Y.XmlFragment, plugins: readonly Plugin[] = [blockIds()]): HeadlessEditor {
  let state: EditorState
  const dispatch = (tr: Transaction) => {
    const applied = state.applyTransaction(tr)
    state = applied.state
    binding.write(applied.transactions, state.doc)
  }
  const binding: ClauseBinding = bindClause(fragment, (stepsFor) => dispatch(stepsFor(state)))
  state = EditorState.create({ doc: binding.doc(), schema, plugins: [...plugins] })
  return { state: () => state, dispatch, close: binding.close }
}

/** One person at a draft: a replica, its undo, and an editor for every clause that is there. */
export class Drafter {
  readonly doc = new Y.Doc()
  readonly undo: Y.UndoManager
  isOnline = true
  /** Updates that are still on their way from here. */
  readonly outbox: Uint8Array[] = []
  /** Updates of others that have not arrived yet. */
  readonly inbox: Uint8Array[] = []
  private readonly editors = new Map<string, { fragment: Y.XmlFragment; editor: HeadlessEditor }>()

  constructor(readonly name: string, clientId: number, first: Uint8Array) {
    this.doc.clientID = clientId
    Y.applyUpdate(this.doc, first, 'others')
    this.undo = undoOf(this.doc)
    this.doc.on('update', (update: Uint8Array, origin: unknown) => { if (origin !== 'others') this.outbox.push(update) })
  }

  receive(update: Uint8Array): void { Y.applyUpdate(this.doc, update, 'others') }

  /** The editor of a clause; made when it is first asked for, and again when its words were put in anew. */
  editor(clauseId: string): HeadlessEditor | null {
    const fragment = clausesOf(this.doc).get(clauseId)
    const known = this.editors.get(clauseId)
    if (known && known.fragment === fragment) return known.editor
    known?.editor.close()
    this.editors.delete(clauseId)
    if (!(fragment instanceof Y.XmlFragment)) return null
    const editor = headlessEditor(fragment)
    this.editors.set(clauseId, { fragment, editor })
    return editor
  }

  /** What the editors that are open show, by clause. */
  shown(): ReadonlyMap<string, Node> {
    return new Map([...this.editors].flatMap(([id, { fragment, editor }]) => (clausesOf(this.doc).get(id) === fragment ? [[id, editor.state().doc] as const] : [])))
  }

  /** Puts the caret into a clause. */
  caret(clauseId: string, block: number, offset: number): HeadlessEditor | null {
    const editor = this.editor(clauseId)
    if (!editor) return null
    const { doc, tr } = editor.state()
    if (doc.childCount === 0) return null
    const index = block % doc.childCount
    let position = 1
    for (let before = 0; before < index; before += 1) position += doc.child(before).nodeSize
    editor.dispatch(tr.setSelection(TextSelection.create(doc, position + (offset % (doc.child(index).content.size + 1)))))
    return editor
  }
}

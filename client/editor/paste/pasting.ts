import type { Slice } from 'prosemirror-model'
import { Plugin, TextSelection, type Transaction } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { readClause } from '#domain/text/clauseFragment.ts'
import { type NodeKind, nodeKinds } from '#domain/text/kinds.ts'
import { schema } from '#domain/text/schema.ts'
import { clausesOf } from '#domain/text/tree.ts'
import type { Editing } from '../editing.ts'
import { adopted, type Inventory, parserOfCopies } from './adopted.ts'
import { cleared, insertCopied, insertText } from './insertBlocks.ts'

const kindOf = (kind: string): NodeKind => nodeKinds.find((own) => own === kind) ?? 'article'
const pastePlain = (view: EditorView, text: string) => view.dispatch(insertText(view.state, text).setMeta('paste', true).scrollIntoView())

// Fetched with the first caret; until then nothing can be pasted.
const reading = () => import('./takePaste.ts')

/**
 * What is pasted or dropped becomes law: a piece of a paragraph at once, more of it after it was shown. What was copied in Parley keeps
 * its references (ProseMirror marks it with `data-pm-slice`); with Shift only the words are taken.
 */
export function pasting(editing: Editing, clauseId: string, kind: string) {
  const inventory = inventoryOf(editing)
  const take = (view: EditorView, html: string, text: string) =>
    void reading().then(({ takePaste }) => takePaste({ editing, clauseId, kind: kindOf(kind), inventory }, view, html, text), () => pastePlain(view, text))
  let isShifted = false
  return new Plugin({
    props: {
      clipboardParser: parserOfCopies(schema, inventory),
      transformPasted: (slice) => adopted(slice, clauseId, inventory),
      handleDOMEvents: {
        focus() { void reading().catch(() => undefined); return false },
        keydown(_view, { shiftKey }) { isShifted = shiftKey; return false },
        keyup(_view, { shiftKey }) { isShifted = shiftKey; return false },
      },
      handlePaste(view, { clipboardData: data }, slice) {
        if (!data) return false
        const html = data.getData('text/html')
        if (isShifted) pastePlain(view, data.getData('text/plain'))
        else if (html.includes(ownMark)) return pasteCopied(view, slice)
        else take(view, html, data.getData('text/plain'))
        return true
      },
      handleDrop(view, event, slice, moved) {
        const { dataTransfer: data, clientX: left, clientY: top } = event
        const dropped = view.posAtCoords({ left, top })
        if (!data || !dropped) return false
        const html = data.getData('text/html')
        if (moved || html.includes(ownMark)) return dropCopied(view, dropped.pos, slice, moved)
        putCaret(view, dropped.pos)
        take(view, html, data.getData('text/plain'))
        return true
      },
    },
  })
}

// ProseMirror's own, on what was copied in an editor.
const ownMark = 'data-pm-slice'

const caretAt = (tr: Transaction, position: number) => tr.setSelection(TextSelection.near(tr.doc.resolve(position)))
const putCaret = (view: EditorView, position: number) => view.dispatch(caretAt(view.state.tr, position))

function pasteCopied(view: EditorView, slice: Slice): boolean {
  const tr = insertCopied(view.state, slice)
  if (tr) view.dispatch(tr.setMeta('paste', true).scrollIntoView())
  return tr !== null
}

function dropCopied(view: EditorView, position: number, slice: Slice, moved: boolean): boolean {
  const { state } = view
  if (!insertCopied(state.apply(caretAt(state.tr, position)), slice)) return false
  const tr = moved ? cleared(state) : state.tr
  view.dispatch(caretAt(tr, tr.mapping.map(position)))
  return pasteCopied(view, slice)
}

const inventoryOf = ({ doc }: Editing): Inventory => ({
  hasProvision: (id) => clausesOf(doc).has(id),
  blockIds: () => new Set([...clausesOf(doc).values()].flatMap((fragment) => readClause(fragment).blocks.map(({ id }) => id))),
})


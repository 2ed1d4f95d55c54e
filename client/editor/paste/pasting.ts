import { Plugin, TextSelection } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { readClause } from '#domain/text/clauseFragment.ts'
import { type NodeKind, nodeKinds } from '#domain/text/kinds.ts'
import { schema } from '#domain/text/schema.ts'
import { clausesOf } from '#domain/text/tree.ts'
import type { Editing } from '../editing.ts'
import { adopted, type Inventory, parserOfCopies } from './adopted.ts'
import { insertText } from './insertBlocks.ts'

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
      handlePaste(view, { clipboardData: data }) {
        if (!data) return false
        const html = data.getData('text/html')
        if (isShifted) pastePlain(view, data.getData('text/plain'))
        else if (html.includes('data-pm-slice')) return false
        else take(view, html, data.getData('text/plain'))
        return true
      },
      handleDrop(view, event, _slice, moved) {
        const { dataTransfer: data, clientX: left, clientY: top } = event
        const html = data?.getData('text/html') ?? ''
        if (moved || !data || html.includes('data-pm-slice')) return false
        const dropped = view.posAtCoords({ left, top })
        if (dropped) {
          view.dispatch(view.state.tr.setSelection(TextSelection.near(view.state.doc.resolve(dropped.pos))))
          take(view, html, data.getData('text/plain'))
        }
        return true
      },
    },
  })
}

const inventoryOf = ({ doc }: Editing): Inventory => ({
  hasProvision: (id) => clausesOf(doc).has(id),
  blockIds: () => new Set([...clausesOf(doc).values()].flatMap((fragment) => readClause(fragment).blocks.map(({ id }) => id))),
})


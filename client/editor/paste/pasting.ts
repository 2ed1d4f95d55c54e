import { type EditorState, Plugin, TextSelection } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { clausesOf } from '#domain/text/tree.ts'
import { readClause } from '#domain/text/clauseFragment.ts'
import type { BlockType, NodeKind } from '#domain/text/kinds.ts'
import { isDefinitions } from '#domain/text/pasted/headings.ts'
import { insertProvisions } from '#domain/text/insertProvisions.ts'
import { lawOf, type PastedLaw, type PastePlace } from '#domain/text/pasted/law.ts'
import { plainLines } from '#domain/text/pasted/plainLines.ts'
import { bytesOf, pieceOf, type WrittenLaw, written } from '#domain/text/pasted/written.ts'
import { schema } from '#domain/text/schema.ts'
import { blockOf } from '../blockNodes.ts'
import type { Editing } from '../editing.ts'
import { undoOf } from '../ownUndo.ts'
import { structureOrigin } from '../structureOrigin.ts'
import { adopted, type Inventory, parserOfCopies } from './adopted.ts'
import { insertBlocks, insertPiece, insertText } from './insertBlocks.ts'
import { pasteDeskOf } from './pasteDesk.ts'
import { readHtml } from './readHtml.ts'
import { shownAfter } from './shownAfter.ts'

// What the server takes in one change, and in one breath.
const mostInClause = 180 * 1024
const mostAtOnce = 360 * 1024

interface Place { readonly editing: Editing; readonly clauseId: string; readonly kind: NodeKind; readonly inventory: Inventory }

/**
 * What is pasted or dropped becomes law: a piece of a paragraph at once, more of it after it was shown. What was copied in Parley keeps
 * its references (ProseMirror marks it with `data-pm-slice`); with Shift only the words are taken.
 */
export function pasting(editing: Editing, clauseId: string, kind: string) {
  const inventory = inventoryOf(editing)
  const place: Place = { editing, clauseId, kind: kind as NodeKind, inventory }
  let isShifted = false
  return new Plugin({
    props: {
      clipboardParser: parserOfCopies(schema, inventory),
      transformPasted: (slice) => adopted(slice, clauseId, inventory),
      handleDOMEvents: {
        keydown(_view, { shiftKey }) { isShifted = shiftKey; return false },
        keyup(_view, { shiftKey }) { isShifted = shiftKey; return false },
      },
      handlePaste(view, { clipboardData: data }) {
        if (!data) return false
        const html = data.getData('text/html')
        if (isShifted) view.dispatch(insertText(view.state, data.getData('text/plain')).setMeta('paste', true).scrollIntoView())
        else if (html.includes('data-pm-slice')) return false
        else take(place, view, html, data.getData('text/plain'))
        return true
      },
      handleDrop(view, event, _slice, moved) {
        const { dataTransfer: data, clientX: left, clientY: top } = event
        const html = data?.getData('text/html') ?? ''
        if (moved || !data || html.includes('data-pm-slice')) return false
        const dropped = view.posAtCoords({ left, top })
        if (dropped) {
          view.dispatch(view.state.tr.setSelection(TextSelection.near(view.state.doc.resolve(dropped.pos))))
          take(place, view, html, data.getData('text/plain'))
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

const kept: readonly BlockType[] = ['paragraph', 'point', 'indent', 'definition', 'plain']

function placeIn({ doc, selection: { $from } }: EditorState, kind: NodeKind): PastePlace {
  const at = blockOf($from.depth === 0 ? doc.type.schema.node('plain') : $from.parent).type
  const heading = doc.firstChild?.type.name === 'heading' ? doc.firstChild.textContent : ''
  return { kind, isDefinitions: at === 'definition' || isDefinitions(heading), unmarked: at === 'heading' ? 'paragraph' : kept.find((type) => type === at) ?? 'plain' }
}

function take(place: Place, view: EditorView, html: string, text: string) {
  const { editing, clauseId, kind, inventory } = place
  const { hasProvision } = inventory
  const marked = html === '' ? null : readHtml(new DOMParser().parseFromString(html, 'text/html').body, hasProvision)
  const { lines, losses } = marked && marked.lines.length > 0 ? marked : { lines: plainLines(text), losses: marked?.losses ?? [] }
  if (lines.length === 0) return
  const piece = pieceOf(lines)
  if (piece) return view.dispatch(insertPiece(view.state, piece).setMeta('paste', true).scrollIntoView())
  const read = lawOf(lines, placeIn(view.state, kind))
  const isFilled = fills(view.state, kind, read)
  const law = written(isFilled ? intoEmpty(read) : read, clauseId, () => crypto.randomUUID())
  const after: ReturnType<typeof blockOf>[] = []
  insertBlocks(view.state, law.blocks, law.notes, isFilled).doc.forEach((node) => { after.push(blockOf(node)) })
  const inClause = bytesOf([...law.blocks, ...law.notes])
  pasteDeskOf(editing.doc).ask({
    law, losses: [...losses, ...read.losses],
    shown: shownAfter(editing.doc, clauseId, after, law),
    isTooLong: inClause > mostInClause || inClause + law.provisions.reduce((sum, { content }) => sum + bytesOf(content.blocks), 0) > mostAtOnce,
    insert(as) {
      if (view.isDestroyed) return false
      if (as === 'plain') view.dispatch(insertText(view.state, text).setMeta('paste', true))
      else insertLaw(place, view, law, isFilled)
      return true
    },
    leave() {
      const [first] = law.provisions
      if (first && clausesOf(editing.doc).has(first.id)) editing.neighbours.focus(first.id, 'start')
      else if (!view.isDestroyed) view.focus()
    },
  })
}

/** Whether an article that has no words yet is to become the first of those that are pasted, rather than to stand empty before them. */
const fills = ({ doc }: EditorState, kind: NodeKind, { blocks, provisions }: PastedLaw) =>
  doc.textContent === '' && blocks.length === 0 && provisions[0]?.kind === kind
const intoEmpty = ({ provisions: [first, ...provisions], ...law }: PastedLaw): PastedLaw => ({ ...law, blocks: first?.blocks ?? [], provisions })

/** One step of my undo, whatever it is made of: changes that follow each other at once are one. */
function insertLaw({ editing: { doc }, clauseId }: Place, view: EditorView, { blocks, notes, provisions }: WrittenLaw, isFilled: boolean) {
  undoOf(doc).stopCapturing()
  if (blocks.length + notes.length > 0) view.dispatch(insertBlocks(view.state, blocks, notes, isFilled).setMeta('paste', true))
  insertProvisions(doc, clauseId, provisions, (change) => doc.transact(change, structureOrigin))
  undoOf(doc).stopCapturing()
}

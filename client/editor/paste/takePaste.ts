import type { EditorState } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import type * as Y from 'yjs'
import { clausesOf } from '#domain/text/tree.ts'
import type { BlockType, NodeKind } from '#domain/text/kinds.ts'
import { isDefinitions } from '#domain/text/pasted/headings.ts'
import { insertProvisions } from '#domain/text/insertProvisions.ts'
import { lawOf, type PastedLaw, type PastePlace } from '#domain/text/pasted/law.ts'
import { plainLines } from '#domain/text/pasted/plainLines.ts'
import { bytesOf, oneLineOf, pieceOf, type WrittenLaw, written } from '#domain/text/pasted/written.ts'
import { blockOf } from '../blockNodes.ts'
import type { Editing } from '../editing.ts'
import { undoOf } from '../ownUndo.ts'
import { structureOrigin } from '../structureOrigin.ts'
import type { Inventory } from './adopted.ts'
import { blockAt, holdsOne, insertBlocks, insertPiece, insertText } from './insertBlocks.ts'
import { pasteDeskOf } from './pasteDesk.ts'
import { readHtml } from './readHtml.ts'
import { shownAfter } from './shownAfter.ts'

// What the server takes in one change, and what of a page in one breath (its burst is 1 MiB).
const mostInClause = 180 * 1024
const mostAtOnce = 700 * 1024

const kept: readonly BlockType[] = ['paragraph', 'point', 'indent', 'definition', 'plain']

function placeIn(state: EditorState, kind: NodeKind): PastePlace {
  const { doc } = state
  const at = blockOf(blockAt(state)).type
  const heading = doc.firstChild?.type.name === 'heading' ? doc.firstChild.textContent : ''
  return { kind, isDefinitions: at === 'definition' || isDefinitions(heading), unmarked: at === 'heading' ? 'paragraph' : kept.find((type) => type === at) ?? 'plain' }
}

/** Where something is pasted: the clause, and what its draft has. */
export interface Place { readonly editing: Editing; readonly clauseId: string; readonly kind: NodeKind; readonly inventory: Inventory }

/** Takes what was pasted from elsewhere: a piece of a paragraph goes in at once, more of it is laid before the person. */
export function takePaste({ editing, clauseId, kind, inventory: { hasProvision } }: Place, view: EditorView, html: string, text: string) {
  const marked = html === '' ? null : readHtml(new DOMParser().parseFromString(html, 'text/html').body, hasProvision)
  const { lines, losses } = marked && marked.lines.length > 0 ? marked : { lines: plainLines(text), losses: marked?.losses ?? [] }
  if (lines.length === 0) return
  const read = lawOf(lines, placeIn(view.state, kind))
  const piece = pieceOf(lines) ?? (holdsOne(blockAt(view.state)) && read.provisions.length === 0 ? oneLineOf(lines) : null)
  if (piece) return view.dispatch(insertPiece(view.state, piece).setMeta('paste', true).scrollIntoView())
  const isFilled = fills(view.state, kind, read)
  const law = written(isFilled ? intoEmpty(read) : read, clauseId, () => crypto.randomUUID())
  const after: ReturnType<typeof blockOf>[] = []
  insertBlocks(view.state, law.blocks, law.notes, isFilled).doc.forEach((node) => { after.push(blockOf(node)) })
  const inClause = bytesOf([...law.blocks, ...law.notes])
  pasteDeskOf(editing.doc).ask({
    law, losses: [...losses, ...read.losses],
    shown: shownAfter(editing.doc, clauseId, after, law, editing.language()),
    isTooLong: inClause > mostInClause || inClause + law.provisions.reduce((sum, { content }) => sum + bytesOf(content.blocks), 0) > mostAtOnce,
    insert(as) {
      if (view.isDestroyed) return false
      if (as === 'plain') view.dispatch(insertText(view.state, text).setMeta('paste', true))
      else insertLaw(editing.doc, clauseId, view, law, isFilled)
      return true
    },
    leave() {
      const [first] = law.provisions
      if (!first || !clausesOf(editing.doc).has(first.id)) return view.isDestroyed ? undefined : view.focus()
      // An editor is made only for what is near the screen.
      document.getElementById(`clause-${first.id}`)?.scrollIntoView({ block: 'center' })
      editing.neighbours.focus(first.id, 'start')
    },
  })
}

/** Whether an article that has no words yet is to become the first of those that are pasted, rather than to stand empty before them. */
const fills = ({ doc }: EditorState, kind: NodeKind, { blocks, provisions }: PastedLaw) =>
  doc.textContent === '' && blocks.length === 0 && provisions[0]?.kind === kind
const intoEmpty = ({ provisions: [first, ...provisions], ...law }: PastedLaw): PastedLaw => ({ ...law, blocks: first?.blocks ?? [], provisions })

/** One step of my undo, whatever it is made of: changes that follow each other at once are one. */
function insertLaw(doc: Y.Doc, clauseId: string, view: EditorView, { blocks, notes, provisions }: WrittenLaw, isFilled: boolean) {
  undoOf(doc).stopCapturing()
  if (blocks.length + notes.length > 0) view.dispatch(insertBlocks(view.state, blocks, notes, isFilled).setMeta('paste', true))
  insertProvisions(doc, clauseId, provisions, (change) => doc.transact(change, structureOrigin))
  undoOf(doc).stopCapturing()
}

import { DOMSerializer, type Fragment } from 'prosemirror-model'
import { Plugin } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { type CopiedBlock, type CopiedProvision, type CopyWords, inlinesText, lawHtml, lawText, pieceHtml } from '#domain/text/copied.ts'
import { nodeKinds } from '#domain/text/kinds.ts'
import { schema } from '#domain/text/schema.ts'
import { blockOf } from '../blockNodes.ts'
import { type Editing, numbersOf } from '../editing.ts'
import { addressOf } from './copyLaw.ts'

/** ProseMirror's own serializer writes the elements of the editor, without numbers and labels; this one what others can read. */
class LawSerializer extends DOMSerializer {
  constructor(private readonly html: (content: Fragment) => string) {
    const { nodes, marks } = DOMSerializer.fromSchema(schema)
    super(nodes, marks)
  }

  override serializeFragment(content: Fragment): DocumentFragment {
    const template = document.createElement('template')
    template.innerHTML = this.html(content)
    return template.content
  }
}

/** What is copied, cut or dragged out of a clause is law elsewhere too: numbers, labels and tables in HTML, the same in plain text. Inside Parley it stays what it is. */
export function copying(editing: Editing, clauseId: string, kind: string) {
  let view: EditorView | null = null
  const words: CopyWords = { labelOf: editing.referenceLabel, brokenReference: editing.words.brokenReference, addressOf }

  /** The copied blocks as a provision; a list of words where it is but a piece of one block. */
  function copiedOf(content: Fragment): CopiedProvision {
    const all: ReturnType<typeof blockOf>[] = []
    view?.state.doc.forEach((node) => { all.push(blockOf(node)) })
    const numbers = new Map(numbersOf(all, ({ id }) => editing.referenceLabel({ target: clauseId, block: id, form: 'note' })).map((number, index) => [all[index]?.id, number]))
    const beginsInside = (view?.state.selection.$from.parentOffset ?? 0) > 0
    const blocks: CopiedBlock[] = []
    content.forEach((node) => {
      const block = blockOf(node)
      blocks.push({ block, number: blocks.length === 0 && beginsInside ? null : numbers.get(block.id) ?? null })
    })
    const isWhole = blocks.length > 1 && !beginsInside && blocks[0]?.block.type === 'heading' && blocks[0].block.id === all[0]?.id
    return { kind: nodeKinds.find((own) => own === kind) ?? 'article', isWhole, label: isWhole ? editing.referenceLabel({ target: clauseId, block: null, form: 'full' }) : null, blocks }
  }
  const pieceIn = (content: Fragment) => {
    const [only] = content.childCount === 1 ? [content.firstChild] : []
    const whole = view?.state.selection.$from.parent
    return only?.isTextblock && whole && only.content.size < whole.content.size && only.type === whole.type ? blockOf(only).inlines : null
  }
  const htmlOf = (content: Fragment) => {
    const piece = pieceIn(content)
    return piece ? pieceHtml(piece, words) : lawHtml([copiedOf(content)], words)
  }
  return new Plugin({
    view(own) {
      view = own
      return { destroy() { view = null } }
    },
    props: {
      clipboardSerializer: new LawSerializer(htmlOf),
      clipboardTextSerializer: ({ content }) => {
        const piece = pieceIn(content)
        return piece ? inlinesText(piece, words) : lawText([copiedOf(content)], words)
      },
    },
  })
}

import { DOMSerializer, type Fragment } from 'prosemirror-model'
import { Plugin } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { nodeKinds } from '#domain/text/kinds.ts'
import { schema } from '#domain/text/schema.ts'
import type { Editing } from '../editing.ts'
import { copiedHtml, copiedText, type CopySource } from './copiedBlocks.ts'

/** ProseMirror's own serializer writes the elements of the editor, without numbers and labels; this one what others can read. */
class LawSerializer extends DOMSerializer {
  constructor(private readonly html: (content: Fragment) => string | null) {
    const { nodes, marks } = DOMSerializer.fromSchema(schema)
    super(nodes, marks)
  }

  override serializeFragment(content: Fragment, options?: { document?: Document }, target?: HTMLElement | DocumentFragment) {
    const html = this.html(content)
    if (html === null) return super.serializeFragment(content, options, target)
    const template = document.createElement('template')
    template.innerHTML = html
    return template.content
  }
}

/**
 * What is copied, cut or dragged out of a clause is law elsewhere too: numbers, labels and tables in HTML, the same in plain text. Inside
 * Parley it stays what it is.
 */
export function copying(editing: Editing, clauseId: string, kind: string) {
  let view: EditorView | null = null
  const source = (): CopySource | null => view && { editing, clauseId, kind: nodeKinds.find((own) => own === kind) ?? 'article', view }
  const html = (content: Fragment) => {
    const from = source()
    return from && copiedHtml(content, from)
  }
  return new Plugin({
    view(own) {
      view = own
      return { destroy() { view = null } }
    },
    props: {
      clipboardSerializer: new LawSerializer(html),
      clipboardTextSerializer: ({ content }) => {
        const from = source()
        return from ? copiedText(content, from) : ''
      },
    },
  })
}

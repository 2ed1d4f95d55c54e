import type { Node } from 'prosemirror-model'
import type { NodeViewConstructor } from 'prosemirror-view'
import { referenceForms } from '#domain/text/kinds.ts'
import { type Editing, markedEvent } from './editing.ts'

const reference = (node: Node) => ({
  target: String(node.attrs.target), block: typeof node.attrs.block === 'string' ? node.attrs.block : null, form: referenceForms.find((form) => form === node.attrs.form) ?? 'full',
})

/** A cross-reference in the editor: its label is computed from the structure and follows every renumbering. */
export const crossReferenceView = (editing: Editing): NodeViewConstructor => (node) => {
  let current = node
  const dom = document.createElement('a')
  dom.className = 'law-reference'
  const show = () => {
    const target = reference(current)
    const label = editing.referenceLabel(target)
    dom.dataset.target = target.target
    dom.dataset.form = target.form
    if (target.block !== null) dom.dataset.targetBlock = target.block
    dom.textContent = label ?? editing.brokenLabel(target)
    dom.toggleAttribute('data-broken', label === null)
    dom.href = `#clause-${target.target}`
  }
  show()
  const stops = [editing.onStructure(show), editing.formerNames.subscribe(show)]
  const marked = (isMarked: boolean) => () => {
    dom.classList.toggle('ProseMirror-selectednode', isMarked)
    dom.dispatchEvent(new CustomEvent(markedEvent, { bubbles: true, detail: isMarked }))
  }
  return {
    dom,
    selectNode: marked(true),
    deselectNode: marked(false),
    update(next) {
      if (next.type !== current.type) return false
      current = next
      show()
      return true
    },
    ignoreMutation: () => true,
    destroy() {
      for (const stop of stops) stop()
    },
  }
}

import * as Y from 'yjs'
import type { CrossReference } from './clauseContent.ts'
import { isReferenceElement, readReference } from './clauseFragment.ts'
import { clausesOf } from './tree.ts'

/** Gives cross-references of a draft another target: those for which `next` answers one. Touches only attributes that differ. To be run in one transaction. */
export function retarget(doc: Y.Doc, next: (reference: CrossReference, clauseId: string) => CrossReference | null): void {
  for (const [clauseId, fragment] of clausesOf(doc)) {
    if (!(fragment instanceof Y.XmlFragment)) continue
    for (const block of fragment.toArray()) for (const child of block instanceof Y.XmlElement ? block.toArray() : []) {
      if (!isReferenceElement(child)) continue
      const to = next(readReference(child), clauseId)
      if (to) pointTo(child, to)
    }
  }
}

function pointTo(element: Y.XmlElement, to: CrossReference): void {
  const { target, block, form } = readReference(element)
  if (to.target !== target) element.setAttribute('target', to.target)
  if (to.form !== form) element.setAttribute('form', to.form)
  if (to.block === null) element.removeAttribute('block')
  else if (to.block !== block) element.setAttribute('block', to.block)
}

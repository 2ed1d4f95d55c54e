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
      const reference = readReference(child)
      const to = next(reference, clauseId)
      if (!to) continue
      if (to.target !== reference.target) child.setAttribute('target', to.target)
      if (to.form !== reference.form) child.setAttribute('form', to.form)
      if (to.block === null) child.removeAttribute('block')
      else if (to.block !== reference.block) child.setAttribute('block', to.block)
    }
  }
}

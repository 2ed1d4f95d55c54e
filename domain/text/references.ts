import * as Y from 'yjs'
import type { CrossReference } from './clauseContent.ts'
import { blocksIn } from './blockWords.ts'
import { readReference } from './clauseFragment.ts'
import { clausesOf } from './tree.ts'

/** Gives cross-references of a draft another target: those for which `next` answers one. Touches only attributes that differ. To be run in one transaction. */
export function retarget(doc: Y.Doc, next: (reference: CrossReference, clauseId: string) => CrossReference | null): void {
  for (const [clauseId, fragment] of clausesOf(doc)) for (const element of referenceElements(fragment)) {
    const reference = readReference(element)
    const to = next(reference, clauseId)
    if (!to) continue
    if (to.target !== reference.target) element.setAttribute('target', to.target)
    if (to.form !== reference.form) element.setAttribute('form', to.form)
    if (to.block === null) element.removeAttribute('block')
    else if (to.block !== reference.block) element.setAttribute('block', to.block)
  }
}

const referenceElements = (fragment: unknown): Y.XmlElement[] => (fragment instanceof Y.XmlFragment ? fragment.toArray() : [])
  .flatMap((holder) => (holder instanceof Y.XmlElement ? blocksIn(holder) : [])).flatMap(({ pieces }) => pieces.flatMap(({ reference }) => reference ?? []))

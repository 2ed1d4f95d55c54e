import * as Y from 'yjs'
import type { Block, CrossReference } from '#domain/text/clauseContent.ts'
import { provisionsOf } from '#domain/text/draftText.ts'
import { insertProvisions } from '#domain/text/insertProvisions.ts'
import type { NodeKind } from '#domain/text/kinds.ts'
import type { LabelLanguage } from '#domain/text/languages.ts'
import { nodeCaption, type Provisions, referenceLabel } from '#domain/text/numbering.ts'
import type { WrittenLaw } from '#domain/text/pasted/written.ts'
import { applyUpdates, makeTextDoc } from '#domain/text/textDoc.ts'
import { numbersOf } from '../printedNumbers.ts'

/** What is new in a clause, with its numbers. */
export interface ShownClause {
  readonly id: string
  readonly kind: NodeKind
  /** It is more than some blocks that come into what is there. */
  readonly isWhole: boolean
  readonly label: string | null
  readonly blocks: readonly Block[]
  readonly numbers: readonly (string | null)[]
  readonly labelOf: (reference: CrossReference) => string | null
}

/** How pasted law would read in the draft, with the numbers that it would have. `after`: the clause at the caret with the blocks in it. Changes nothing. */
export function shownAfter(doc: Y.Doc, clauseId: string, after: readonly Block[], law: WrittenLaw, language: LabelLanguage): ShownClause[] {
  const copy = makeTextDoc()
  applyUpdates(copy, [Y.encodeStateAsUpdate(doc)])
  insertProvisions(copy, clauseId, law.provisions, (change) => copy.transact(change))
  const read = provisionsOf(copy)
  const provisions: Provisions = { ...read, contents: new Map(read.contents).set(clauseId, { blocks: after }) }
  const labelOf = (reference: CrossReference) => referenceLabel(provisions, reference, language)
  const shown = (id: string, own: readonly Block[], isWhole: boolean): ShownClause => {
    const all = provisions.contents.get(id)?.blocks ?? []
    const numbers = new Map(numbersOf(all, language, (note) => labelOf({ target: id, block: note.id, form: 'note' })).map((number, index) => [all[index]?.id, number]))
    return { id, kind: provisions.kinds.get(id) ?? 'article', isWhole, label: nodeCaption(provisions, id, language), blocks: own, numbers: own.map((block) => numbers.get(block.id) ?? null), labelOf }
  }
  const own = [...law.blocks, ...law.notes]
  return [...(own.length > 0 ? [shown(clauseId, own, own.length === after.length)] : []), ...law.provisions.map(({ id, content }) => shown(id, content.blocks, true))]
}

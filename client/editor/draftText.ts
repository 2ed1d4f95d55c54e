import * as Y from 'yjs'
import { type ClauseContent, type CrossReference, headingOf, isReference } from '#domain/text/clauseContent.ts'
import { readClause } from '#domain/text/clauseFragment.ts'
import type { LabelLanguage } from '#domain/text/languages.ts'
import { nodeCaption, nodeNumbers, type Provisions, referenceLabel } from '#domain/text/numbering.ts'
import type { NodeKind } from '#domain/text/kinds.ts'
import { clausesOf, readTree, treeOf } from '#domain/text/tree.ts'
import { flatten } from '#domain/text/treeNode.ts'
import { gathered } from '#client/lib/gathered.ts'
import { type ClauseListeners, clauseListeners } from './clauseListeners.ts'

/** One clause as it stands in the shared document. The same object until its place, its number or its words change. */
export interface ClauseReading {
  readonly id: string
  readonly kind: NodeKind
  readonly parent: string | null
  readonly number: string | null
  /** "Article 3", as it stands over the provision; null for what has no number. */
  readonly label: string | null
  readonly heading: string | null
  readonly content: ClauseContent
}

/** The draft as numbered structure. A new object when structure, numbers, headings, blocks or cross-references change, not with every letter. */
export interface DraftReading {
  readonly clauses: readonly ClauseReading[]
  /** The current label of a provision: in the language of the law by default, in the reader's for what stands around it. */
  readonly labelOf: (reference: CrossReference, language?: LabelLanguage) => string | null
}

export interface DraftText {
  readonly doc: Y.Doc
  /** In which the law is written. */
  readonly language: () => LabelLanguage
  /** Says in which it is written from now on: whatever the law calls something is called anew. */
  readonly speak: (language: LabelLanguage) => void
  readonly structure: () => DraftReading
  readonly clause: (id: string) => ClauseReading | undefined
  readonly onStructure: (listener: () => void) => () => void
  /** Told that words have changed, a moment later. */
  readonly onWords: (listener: () => void) => () => void
  /** Told when the words or the number of one clause change, or the labels of others in it; for what is far from the screen somewhat later. */
  readonly onClause: ClauseListeners['add']
  readonly close: () => void
}

const wordsAfterMs = 50

// A reading that is the same object has the same outline: a letter makes one of them anew, not that of every clause.
const outlines = new WeakMap<ClauseReading, string>()
function outlineOf(clause: ClauseReading): string {
  const known = outlines.get(clause)
  if (known !== undefined) return known
  const { id, kind, parent, number, heading, content } = clause
  const blocks = content.blocks.map((block) => [block.type, block.id, ...block.inlines.filter(isReference).map(({ crossReference }) => Object.values(crossReference).join('/'))].join(' '))
  const outline = `${id} ${kind} ${parent} ${number} ${heading} ${blocks.join()}`
  outlines.set(clause, outline)
  return outline
}
const isSameOutline = (a: ClauseReading | undefined, b: ClauseReading | undefined) => a === b || (a !== undefined && b !== undefined && outlineOf(a) === outlineOf(b))

/**
 * Keeps a numbered reading of the shared document. A letter costs what its clause costs, however large the draft is: only the clauses
 * that a transaction touched are read again, and all are numbered again only when the tree was.
 */
export function watchDraft(doc: Y.Doc, writtenIn: LabelLanguage): DraftText {
  let law = writtenIn
  const structureListeners = new Set<() => void>()
  const wordListeners = new Set<() => void>()
  const ofClauses = clauseListeners()
  const contents = new Map<string, ClauseContent>()
  let clauses = new Map<string, ClauseReading>()
  let provisions: Provisions = { numbers: new Map(), kinds: new Map(), contents }
  let structure: DraftReading = { clauses: [], labelOf: () => null }

  const readWords = (id: string) => {
    const fragment = clausesOf(doc).get(id)
    if (fragment instanceof Y.XmlFragment) contents.set(id, readClause(fragment))
    else contents.delete(id)
  }
  const tell = (listeners: ReadonlySet<() => void>) => { for (const listener of listeners) listener() }
  const newWords = gathered(() => tell(wordListeners), wordsAfterMs)
  const readTreeAnew = () => {
    const tree = readTree(doc)
    const numbers = nodeNumbers(tree)
    const nodes = flatten(tree)
    provisions = { numbers, kinds: new Map(nodes.map(({ id, kind }) => [id, kind])), contents }
    const next = nodes.map(({ id, kind, parent }): ClauseReading => {
      const content = contents.get(id) ?? { blocks: [] }
      const number = numbers.get(id) ?? null
      const before = clauses.get(id)
      if (before && before.content === content && before.number === number && before.parent === parent) return before
      return { id, kind, parent, number, label: nodeCaption(provisions, id, law), heading: headingOf(content), content }
    })
    const before = structure.clauses
    const isSame = before.length === next.length && next.every((clause, index) => isSameOutline(clause, before[index]))
    clauses = new Map(next.map((clause) => [clause.id, clause]))
    if (isSame) return
    showAnew(next)
  }
  const showAnew = (next: readonly ClauseReading[]) => {
    // Another object: what was reckoned from the one before, the numbers of notes, is known by it.
    const shown = { ...provisions }
    structure = { clauses: next, labelOf: (reference, language = law) => referenceLabel(shown, reference, language) }
    tell(structureListeners)
  }
  const readClausesAnew = (ids: Iterable<string>) => {
    let isSame = true
    for (const id of ids) {
      const [before, content] = [clauses.get(id), contents.get(id) ?? { blocks: [] }]
      if (!before) continue
      const next = { ...before, heading: headingOf(content), content }
      clauses.set(id, next)
      isSame &&= isSameOutline(next, before)
    }
    if (isSame) return
    showAnew(structure.clauses.map((clause) => clauses.get(clause.id) ?? clause))
  }
  const changed = (transaction: Y.Transaction) => {
    const touched = touchedClauses(doc, transaction)
    if (!touched) return
    for (const id of touched.clauseIds) readWords(id)
    const before = structure
    if (touched.isTree) readTreeAnew()
    else readClausesAnew(touched.clauseIds)
    newWords.ask()
    // Where anything may be called otherwise, any clause may refer to it.
    ofClauses.tell(structure === before ? touched.clauseIds : clauses.keys())
  }
  for (const id of clausesOf(doc).keys()) readWords(id)
  readTreeAnew()
  doc.on('afterTransaction', changed)
  const listen = (listeners: Set<() => void>) => (listener: () => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }
  return {
    doc,
    language: () => law,
    speak(language) {
      if (language === law) return
      law = language
      clauses = new Map([...clauses].map(([id, clause]) => [id, { ...clause, label: nodeCaption(provisions, id, law) }]))
      showAnew([...clauses.values()])
      newWords.ask()
      ofClauses.tell(clauses.keys())
    },
    structure: () => structure,
    clause: (id) => clauses.get(id),
    onStructure: listen(structureListeners),
    onWords: listen(wordListeners),
    onClause: ofClauses.add,
    close() {
      doc.off('afterTransaction', changed)
      newWords.close()
      structureListeners.clear()
      wordListeners.clear()
      ofClauses.close()
    },
  }
}

/** Ids of the clauses whose words a transaction touched, and whether it touched which there are and where; null when neither. */
export function touchedClauses(doc: Y.Doc, transaction: Y.Transaction): { readonly clauseIds: ReadonlySet<string>; readonly isTree: boolean } | null {
  const clauses = clausesOf(doc)
  const tree = treeOf(doc)
  const clauseIds = new Set<string>()
  let isTree = false
  for (const [type, keys] of transaction.changed) {
    if (!Object.is(type, clauses)) continue
    isTree = true
    for (const key of keys) if (key !== null) clauseIds.add(key)
  }
  for (const type of transaction.changedParentTypes.keys()) {
    if (Object.is(type, tree)) isTree = true
    if (Object.is(type.parent, clauses) && type._item?.parentSub) clauseIds.add(type._item.parentSub)
  }
  return isTree || clauseIds.size > 0 ? { clauseIds, isTree } : null
}

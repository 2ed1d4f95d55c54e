import * as Y from 'yjs'
import { readDraft } from '#domain/text/draftText.ts'
import { clausesOf, treeOf } from '#domain/text/tree.ts'
import { problemsOf } from '#domain/text/validate.ts'

const tokenPattern = /⟦[a-z]\d+-\d{6}⟧/g

/** The words of the first paragraph of a clause; null while the clause is not here. */
export function paragraphIn(doc: Y.Doc, clauseId: string): Y.XmlText | null {
  const blocks = clausesOf(doc).get(clauseId)?.toArray() ?? []
  const text = blocks.flatMap((block) => block instanceof Y.XmlElement && block.nodeName === 'paragraph' ? block.toArray() : [])[0]
  return text instanceof Y.XmlText ? text : null
}

export const plainWords = (text: Y.XmlText) => (text.toDelta() as { insert: unknown }[]).map(({ insert }) => typeof insert === 'string' ? insert : '￼').join('')

/** Every token in the text, with how often it is there. */
export function tokensIn(doc: Y.Doc): Map<string, number> {
  const counts = new Map<string, number>()
  for (const [token] of textOf(doc).matchAll(tokenPattern)) counts.set(token, (counts.get(token) ?? 0) + 1)
  return counts
}

export const textOf = (doc: Y.Doc) => readDraft(doc).nodes.map(({ id, heading, text }) => `${id} ${heading}\n${text}`).join('\n')

/** Everything in the document as JSON, keys in a fixed order: two are equal when their structure, words and marks are. */
export function jsonOf(doc: Y.Doc): string {
  const clauses = [...clausesOf(doc)].map(([id, fragment]) => [id, fragment.toArray().map(nodeJson)])
  const rows = [...treeOf(doc)].map(([id, row]) => [id, row instanceof Y.Map ? [...row].sort() : row])
  return JSON.stringify([clauses.sort(), rows.sort()])
}

function nodeJson(node: unknown): unknown {
  if (node instanceof Y.XmlText) return node.toDelta()
  if (node instanceof Y.XmlElement) return [node.nodeName, Object.entries(node.getAttributes()).sort(), node.toArray().map(nodeJson)]
  return String(node)
}

/** What is wrong with the structure of any clause. */
export const structureFaults = (doc: Y.Doc): string[] => [...clausesOf(doc)].flatMap(([id, fragment]) => problemsOf(fragment).map((problem) => `${id}: ${problem}`))

/** True while the document holds changes that it cannot place. */
export const hasPending = (doc: Y.Doc) => doc.store.pendingStructs !== null || doc.store.pendingDs !== null

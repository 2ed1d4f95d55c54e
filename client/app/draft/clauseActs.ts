import type * as Y from 'yjs'
import type { ClauseReading } from '#client/editor/draftText.ts'
import { structureOrigin } from '#client/editor/structureOrigin.ts'
import { plainText } from '#domain/text/clauseContent.ts'
import { writeClause } from '#domain/text/clauseFragment.ts'
import { emptyProvision } from '#domain/text/newProvision.ts'
import { addNode, removeNode } from '#domain/text/tree.ts'

/** An article without any words: the only one that may be deleted without asking. */
export const isEmptyClause = (clause: ClauseReading) => plainText(clause.content).trim() === ''

/** Inserts an article with an empty heading and one empty paragraph after another one, as a step that undo takes back. Gives its id. */
export function insertArticleAfter(doc: Y.Doc, clause: ClauseReading): string {
  const id = crypto.randomUUID()
  doc.transact(() => {
    const fragment = addNode(doc, { id, kind: 'article', parent: clause.parent, after: clause.id })
    writeClause(fragment, emptyProvision('article', () => crypto.randomUUID()))
  }, structureOrigin)
  return id
}

export const removeArticle = (doc: Y.Doc, clause: ClauseReading) => doc.transact(() => removeNode(doc, clause.id), structureOrigin)

import { type ClauseContent, plainText } from './clauseContent.ts'
import type { NodeKind } from './kinds.ts'
import type { LabelLanguage } from './languages.ts'
import { wordCount } from './sentences.ts'

export interface DraftCount { readonly words: number; readonly articles: number; readonly recitals: number }

interface Known { readonly language: LabelLanguage; readonly words: number }
const known = new WeakMap<ClauseContent, Known>()

/** The words of one provision, heading and notes included; a cross-reference, whose label is nobody’s words, is none. Counted once for the same content. */
export function countClause(content: ClauseContent, language: LabelLanguage): number {
  const before = known.get(content)
  if (before?.language === language) return before.words
  const words = wordCount(plainText(content), language)
  known.set(content, { language, words })
  return words
}

/** The words of a whole draft, and how many articles and recitals it has. */
export function countDraft(clauses: readonly { readonly kind: NodeKind; readonly content: ClauseContent }[], language: LabelLanguage): DraftCount {
  return {
    words: clauses.reduce((sum, { content }) => sum + countClause(content, language), 0),
    articles: clauses.filter(({ kind }) => kind === 'article').length,
    recitals: clauses.filter(({ kind }) => kind === 'recital').length,
  }
}

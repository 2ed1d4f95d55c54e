import type { ClauseContent } from '../clauseContent.ts'
import type { NodeKind } from '../kinds.ts'
import { readTerms } from '../terms.ts'
import { brokenReferences } from './brokenReferences.ts'
import { emptyProvisions } from './emptyProvisions.ts'
import { type Finding, severityOf } from './finding.ts'

/**
 * What must be mended before words are sealed or a draft moves on: cross-references and calls of notes that lead nowhere, and provisions
 * without words. By the same rules as the check beside the text; the other rules never block.
 */
export function blockingFindings(clauses: readonly { readonly id: string; readonly kind: NodeKind; readonly content: ClauseContent }[]): Finding[] {
  // These rules look at no words of a language.
  const draft = { clauses, language: 'en' as const, terms: readTerms([], 'en') }
  return [emptyProvisions, brokenReferences].flatMap((rule) => rule.judge(draft)).filter(({ kind }) => severityOf[kind] === 'blocking')
}

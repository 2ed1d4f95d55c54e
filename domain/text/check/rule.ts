import type { ClauseContent } from '../clauseContent.ts'
import { type BlockWords, wordsOf } from '../definitions.ts'
import type { NodeKind } from '../kinds.ts'
import type { LabelLanguage } from '../languages.ts'
import type { TermReading } from '../terms.ts'
import type { Finding } from './finding.ts'

export interface CheckedClause { readonly id: string; readonly kind: NodeKind; readonly content: ClauseContent }

/** A draft to be checked: its provisions in reading order, the language of the law and its defined terms. */
export interface CheckedDraft { readonly clauses: readonly CheckedClause[]; readonly language: LabelLanguage; readonly terms: TermReading }

/** One rule of the drafting check. `read` does its work on one clause, once for the same words; `judge` puts together what was read. */
export interface Rule {
  readonly read: (clause: CheckedClause, draft: CheckedDraft) => void
  readonly judge: (draft: CheckedDraft) => Finding[]
}

interface Read<F> { readonly clause: CheckedClause; readonly fact: F }
interface RuleParts<F> {
  /** What the rule needs to know of a clause. */
  readonly gather: (clause: CheckedClause, draft: CheckedDraft) => F
  readonly judge: (read: readonly Read<F>[], draft: CheckedDraft) => Finding[]
  /** What of the draft the facts of a clause depend on, beyond its language. */
  readonly dependsOn?: (draft: CheckedDraft) => unknown
}

/** Makes a rule that reads a clause again only when its words are other ones: a content is never changed once made. */
export function makeRule<F>({ gather, judge, dependsOn = () => null }: RuleParts<F>): Rule {
  const known = new WeakMap<ClauseContent, { readonly clause: Pick<CheckedClause, 'id' | 'kind'>; readonly language: LabelLanguage; readonly on: unknown; readonly fact: F }>()
  const factOf = (clause: CheckedClause, draft: CheckedDraft): F => {
    const { language } = draft
    const on = dependsOn(draft)
    const before = known.get(clause.content)
    if (before && before.clause.id === clause.id && before.clause.kind === clause.kind && before.language === language && before.on === on) return before.fact
    const fact = gather(clause, draft)
    known.set(clause.content, { clause, language, on, fact })
    return fact
  }
  return {
    read: (clause, draft) => void factOf(clause, draft),
    judge: (draft) => judge(draft.clauses.map((clause) => ({ clause, fact: factOf(clause, draft) })), draft),
  }
}

/** A rule that looks at each clause by itself. */
export const clauseRule = (find: (clause: CheckedClause, draft: CheckedDraft) => Finding[]): Rule =>
  makeRule({ gather: find, judge: (read) => read.flatMap(({ fact }) => fact) })

/** A rule that looks at the words of each block by itself. */
export const wordsRule = (find: (block: BlockWords, place: { readonly clauseId: string; readonly blockId: string }, draft: CheckedDraft) => Finding[]): Rule =>
  clauseRule((clause, draft) => wordsOf(clause.content).flatMap((block) => find(block, { clauseId: clause.id, blockId: block.id }, draft)))

/** Provisions that command, unlike recitals and citations, which give reasons. */
export const isEnacting = ({ kind }: { readonly kind: NodeKind }) => kind === 'article' || kind === 'annex'

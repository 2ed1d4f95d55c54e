import type { CoverageView } from '#domain/contract/challenges.ts'

export type Row = CoverageView['rows'][number]
export type Clause = CoverageView['clauses'][number]
export interface Picked { readonly rowId: string; readonly clauseId: string }

/** Rows as a reader looks for them: ethical challenges, societal ones, measures. */
export function groupsOf(rows: readonly Row[], gapsOnly: boolean) {
  const shown = rows.filter(({ clauseIds }) => !gapsOnly || clauseIds.length === 0)
  return [
    { key: 'challenges.group.ethical', rows: shown.filter(({ topic }) => topic === 'ethical') },
    { key: 'challenges.group.societal', rows: shown.filter(({ topic }) => topic === 'societal') },
    { key: 'challenges.group.measures', rows: shown.filter(({ kind }) => kind === 'measure') },
  ].filter((group) => group.rows.length > 0)
}

/** Neighbouring clauses of one chapter, for the head of the table. */
export function chaptersOf(clauses: readonly Clause[]) {
  const chapters: { name: string | null; clauses: Clause[] }[] = []
  for (const clause of clauses) {
    const last = chapters.at(-1)
    if (last && last.name === clause.chapter) last.clauses.push(clause)
    else chapters.push({ name: clause.chapter, clauses: [clause] })
  }
  return chapters
}

/** The clauses that close a chapter: a line stands after them. */
export const lastOfChapters = (clauses: readonly Clause[]) => new Set(chaptersOf(clauses).map(({ clauses: own }) => own.at(-1)?.id ?? ''))

export const gapsIn = (rows: readonly Row[]) => rows.filter(({ kind, clauseIds }) => kind === 'challenge' && clauseIds.length === 0).length

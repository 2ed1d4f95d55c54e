/**
 * The clauses of a draft whose words may not be written now, each with the proposal that keeps them so. While the draft as a whole is
 * voted on, `everything` stands for all that it has and all that anybody would put in.
 */
export type AtRest = ReadonlyMap<string, string>

/** Stands for the whole draft; no clause has this id. */
export const everything = '*'

/** The proposal that keeps a clause at rest, be it there or yet to be put in; null where it may be written. */
export const restsFor = (atRest: AtRest, clauseId: string): string | null => atRest.get(clauseId) ?? atRest.get(everything) ?? null

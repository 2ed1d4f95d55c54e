import { z } from 'zod'
import { type BallotContent, choices, maxScore, positions } from '#domain/decisions/ballot.ts'
import type { Alternative, Method, Quorum } from '#domain/decisions/method.ts'
import { grounds, outcomes, type Result } from '#domain/decisions/result.ts'
import type { Tally } from '#domain/decisions/tally.ts'
import { id, stakeholderRole } from './shared.ts'

const count = z.number().int().nonnegative()
const part = z.number().int().min(1).max(1000)
const alternativeId = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/)

export const threshold = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('simple') }), z.strictObject({ kind: z.literal('absolute') }),
  z.strictObject({ kind: z.literal('qualified'), numerator: part, denominator: part }),
])
export const method = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('majority'), threshold, concurrent: z.strictObject({ roles: z.array(stakeholderRole).min(1), atLeast: part }).nullable().default(null) }),
  z.strictObject({ kind: z.literal('consent') }),
  z.strictObject({ kind: z.literal('score') }),
  z.strictObject({ kind: z.literal('ranked'), count: z.enum(['instantRunoff', 'schulze']) }),
]) satisfies z.ZodType<Method>

const minimum = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('number'), electors: count.max(100_000) }), z.strictObject({ kind: z.literal('share'), percent: z.number().int().min(1).max(100) }),
])
export const quorum = z.strictObject({ all: minimum.nullable(), roles: z.partialRecord(stakeholderRole, minimum) })
  .describe('Who must take part (abstentions count): in all, of the electors; in a role, of the electors of that role') satisfies z.ZodType<Quorum>

export const alternative = z.strictObject({
  id: alternativeId, label: z.string(), words: z.string().nullable().describe('What it would write; of an amendment its canonical words'),
  amendmentId: id.nullable().default(null).describe('The sealed amendment that it stands for'),
}) satisfies z.ZodType<Alternative>
export const newAlternative = z.strictObject({ id: alternativeId.refine((id) => id !== 'keep', 'keep is always there'), label: z.string().trim().min(1).max(200), words: z.string().trim().min(1).max(20_000).nullable().default(null) })

export const choice = z.enum(choices)
// `z.number()` refuses NaN and infinity; the methods refuse the rest by name.
export const contents = [
  z.strictObject({ choice }), z.strictObject({ position: z.enum(positions) }),
  z.strictObject({ scores: z.record(alternativeId, z.number().int().min(0).max(maxScore)) }),
  z.strictObject({ ranking: z.array(z.array(alternativeId).min(1).max(50)).min(1).max(50) }),
] as const
export const ballotContent = z.union(contents) satisfies z.ZodType<BallotContent>

const turnout = { electors: count, cast: count, abstention: count }
const tallyCount = z.strictObject({ ...turnout, for: count, against: count })
const groups = <T extends z.ZodType>(of: T) => z.partialRecord(stakeholderRole, of)
const ranking = z.array(z.array(z.string()))
export const tally = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('count'), ...tallyCount.shape, groups: groups(tallyCount) }),
  z.strictObject({ kind: z.literal('score'), ...turnout, groups: groups(z.strictObject(turnout)), scores: z.array(z.strictObject({ alternative: z.string(), counts: z.array(count), sum: count })) }),
  z.strictObject({ kind: z.literal('ranked'), ...turnout, groups: groups(z.strictObject(turnout)), rankings: z.array(z.strictObject({ ranking, ballots: count })) }),
])

const matrix = z.array(z.array(count))
const detail = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('majority'), needed: count, rolesNeeded: count.nullable(), roles: z.array(z.strictObject({ role: stakeholderRole, for: count, against: count, agrees: z.boolean() })) }),
  z.strictObject({ kind: z.literal('consent'), standing: count, answered: count, withdrawn: count }),
  z.strictObject({
    kind: z.literal('score'), order: z.array(z.strictObject({ alternative: z.string(), sum: count, mean: z.number() })), tied: z.array(z.string()), winner: z.string().nullable(),
    tieBrokenBy: z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('counts'), score: count }), z.strictObject({ kind: z.literal('keep') })]).nullable(),
  }),
  z.strictObject({
    kind: z.literal('instantRunoff'), winner: z.string().nullable(),
    rounds: z.array(z.strictObject({
      votes: z.array(z.strictObject({ alternative: z.string(), ballots: count })), exhausted: count, eliminated: z.string().nullable(),
      tied: z.array(z.string()), tieBrokenBy: z.enum(['earlierRound', 'pairwise', 'order']).nullable(),
    })),
  }),
  z.strictObject({ kind: z.literal('schulze'), alternatives: z.array(z.string()), pairwise: matrix, strengths: matrix, winners: z.array(z.string()), winner: z.string().nullable() }),
])

export const result = z.strictObject({
  outcome: z.enum(outcomes), because: z.enum(grounds), tally, groupsWithoutMajority: z.array(stakeholderRole),
  quorum: z.array(z.strictObject({ role: stakeholderRole.nullable(), needed: count, cast: count, electors: count, reached: z.boolean() })),
  winner: z.string().nullable().describe('The alternative that was preferred'), detail: detail.nullable().describe('Every number between the tally and the outcome'),
})

type Wire<T> = T extends readonly (infer E)[] ? Wire<E>[] : T extends object ? { -readonly [K in keyof T]: Wire<T[K]> } : T
/** Results and tallies as they cross the wire: the same data, its arrays open to be written. */
export const resultView = (own: Result) => own as Wire<Result>
export const tallyView = (own: Tally) => own as Wire<Tally>

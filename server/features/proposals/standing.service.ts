import type { StakeholderRole } from '#domain/charter/roles.ts'
import { electorsIn } from '#domain/decisions/roll.ts'
import { type PaperCount, type Tally, tallyOfCounts } from '#domain/decisions/tally.ts'
import type { Context } from '#server/db/context.ts'
import * as proposals from './proposals.repository.ts'
import * as roll from './roll.repository.ts'

export type ElectorRow = roll.ElectorRow

/** How a vote stands for somebody: nothing that is hidden, and of an open secret ballot not even how many have voted. */
export interface Standing { readonly electors: number; readonly cast: number | null; readonly tally: Tally | null; readonly mine: roll.ElectorRow | null }
/** Ballots of a recorded vote, so many at a time, and whether more come after them. */
export interface BallotPage { readonly electors: readonly roll.ElectorRow[]; readonly more: boolean }

const ballotsAtOnce = 50

/** Where each of these proposals stands, from counts that are kept: however large the roll, what it costs is what differs among the ballots. */
export async function standingsOf({ tx }: Context, rows: readonly proposals.ProposalRow[], userId: string | null): Promise<Map<string, Standing>> {
  const counting = rows.filter(({ closedAt, secrecy }) => closedAt === null && secrecy === 'recorded').map(({ id }) => id)
  const counts = await roll.keptCounts(tx, counting)
  const mine = await roll.linesOf(tx, rows.map(({ id }) => id), userId)
  return new Map(rows.map((row) => [row.id, { electors: electorsIn(row.rollSizes), mine: mine.get(row.id) ?? null, ...countOf(row, counts.get(row.id)) }]))
}

function countOf(row: proposals.ProposalRow, papers: readonly PaperCount[] | undefined): Pick<Standing, 'cast' | 'tally'> {
  if (row.result && row.closedAt) return { cast: row.result.tally.cast, tally: row.result.tally }
  if (!papers) return { cast: null, tally: null }
  const castBy = (role: StakeholderRole) => papers.filter((paper) => paper.role === role).reduce((sum, { ballots }) => sum + ballots, 0)
  const sizes = Object.entries(row.rollSizes) as [StakeholderRole, number][]
  const tally = tallyOfCounts(row, sizes.map(([role, electors]) => ({ role, electors, cast: castBy(role) })), papers)
  return { cast: tally.cast, tally: row.hidden ? null : tally }
}

/** The ballots of a recorded vote with the names of who cast them, once its count may be seen; in the order in which they were cast, after the one named. */
export async function ballotsOf({ tx }: Context, { id, hidden, secrecy, closedAt }: proposals.ProposalRow, after: string | null = null): Promise<BallotPage> {
  if (secrecy === 'secret' || (hidden && closedAt === null)) return { electors: [], more: false }
  const electors = await roll.ballotsAfter(tx, id, after, ballotsAtOnce + 1)
  return { electors: electors.slice(0, ballotsAtOnce), more: electors.length > ballotsAtOnce }
}

/** What a closed secret ballot publishes beside its result. */
export const publishedOf = ({ tx }: Context, { id, secrecy, closedAt }: proposals.ProposalRow): Promise<proposals.Published | null> =>
  secrecy === 'secret' && closedAt !== null ? proposals.secretsOf(tx, id) : Promise.resolve(null)

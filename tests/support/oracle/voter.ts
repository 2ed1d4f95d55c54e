import type { ProposalView } from '#domain/contract/proposals.ts'
import { canonicalBallot } from '#domain/decisions/ballot.ts'
import type { Db } from '#server/db/client.ts'
import { counted, tallyNow } from '#server/features/proposals/closing.service.ts'
import * as proposals from '#server/features/proposals/proposals.repository.ts'
import { verifyVotes } from '#server/features/proposals/verify.service.ts'
import * as records from '#server/features/records/records.service.ts'
import { makeHistory } from '#server/texts/history.ts'
import type { Client } from '#tests/support/client.ts'
import type { Dice } from './dice.ts'

const choices = ['for', 'against', 'abstention'] as const

/** A simulated elector who casts and changes a ballot, and remembers what was confirmed. */
export class Voter {
  /** The last choice that was confirmed with 200. */
  confirmed: string | null = null
  accepted = 0
  /** Asked for since then, and not answered: they may or may not count. */
  private unanswered: string[] = []
  readonly refusals: number[] = []

  constructor(readonly userId: string, private readonly client: Client, private readonly proposal: Pick<ProposalView, 'id' | 'words'>) {}

  async cast(dice: Dice): Promise<void> {
    const choice = dice.pick(choices)
    this.unanswered.push(choice)
    try {
      const { status } = await this.client.put(`/api/proposals/${this.proposal.id}/ballot`, { choice, hash: this.proposal.words?.hash ?? null })
      // An error of the server says nothing of what became of the ballot; a refusal says that it does not count.
      if (status === 200) { this.accepted += 1; this.confirmed = choice; this.unanswered = [] }
      else { this.refusals.push(status); if (status < 500) this.unanswered = this.unanswered.filter((asked) => asked !== choice) }
    } catch {
      this.refusals.push(0)
    }
  }

  fault(counted: string | null): string | null {
    const may = [this.confirmed, ...this.unanswered]
    return may.includes(counted) ? null : `I6 the ballot of ${this.userId} says ${counted}; confirmed was ${this.confirmed}`
  }
}

/** I6: at most one ballot an elector, the one that was confirmed; the tally is the ballots; a closed result can be recomputed. */
export async function ballotFaults({ prisma, pool }: Pick<Db, 'prisma' | 'pool'>, proposalId: string, voters: readonly Voter[]): Promise<string[]> {
  const row = await proposals.byId(prisma, proposalId)
  if (!row) return [`I6 the proposal ${proposalId} is gone`]
  const proposal = await counted(prisma, row)
  const { rows } = await pool.query<{ userId: string; n: string }>('select "userId", count(*) as n from ballot where "proposalId" = $1 group by 1', [proposalId])
  const tally = tallyNow(proposal)
  const marked = proposal.electors.filter(({ hasCast }) => hasCast).length
  const saying = new Map(proposal.electors.map(({ userId, ballot }) => [userId, ballot && canonicalBallot(ballot.content)]))
  return [
    ...rows.filter(({ n }) => Number(n) > 1).map(({ userId, n }) => `I6 ${userId} has ${n} ballots`),
    ...(tally.cast === rows.length ? [] : [`I6 the tally says ${tally.cast} and there are ${rows.length} ballots`]),
    ...(marked === rows.length ? [] : [`I6 the roll marks ${marked} as having voted and there are ${rows.length} ballots`]),
    ...voters.flatMap((voter) => voter.fault(saying.get(voter.userId) ?? null) ?? []),
    ...(await verifyVotes(prisma, makeHistory(pool))).flatMap(({ number, fault }) => fault ? [`I6 the ${fault} of proposal ${number} does not verify`] : []),
  ]
}

/** I7: the record of every workspace verifies, and holds one act for every choice that was cast. */
export async function recordFaults({ prisma, pool }: Pick<Db, 'prisma' | 'pool'>): Promise<string[]> {
  const faults: string[] = []
  for (const workspaceId of await records.workspaceIds(prisma)) {
    const verdict = await records.verify(prisma, workspaceId)
    if (!verdict.ok) faults.push(`I7 the record of ${workspaceId} is damaged at ${verdict.seq}: ${verdict.fault}`)
  }
  const { rows: [count] } = await pool.query<{ acts: string; choices: string }>(`select
    (select count(*) from record where name = 'ballot.cast') as acts, (select count(*) from ballot_revision) as choices`)
  if (count?.acts !== count?.choices) faults.push(`I7 ${count?.choices} choices were cast and ${count?.acts} recorded`)
  return faults
}

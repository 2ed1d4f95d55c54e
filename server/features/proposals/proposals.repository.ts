import type { DecisionRule } from '#domain/charter/charter.ts'
import type { StakeholderRole } from '#domain/charter/roles.ts'
import type { Choice, Result } from '#domain/decisions/tally.ts'
import type { Tx } from '#server/db/context.ts'

export interface BallotRow { readonly id: string; readonly choice: Choice; readonly reason: string | null; readonly castAt: Date; readonly revision: number }
export interface ElectorRow { readonly userId: string; readonly role: StakeholderRole; readonly ballot: BallotRow | null }
export interface ProposalRow {
  readonly id: string; readonly draftId: string; readonly number: number; readonly question: string
  readonly clauseId: string | null; readonly amendmentId: string | null; readonly clauseLabel: string | null; readonly words: string | null; readonly hash: string | null; readonly seq: number | null
  readonly rule: DecisionRule; readonly roles: readonly StakeholderRole[]; readonly quorum: number; readonly charterVersion: number
  readonly openedById: string; readonly openedAt: Date; readonly closesAt: Date; readonly closedAt: Date | null; readonly closedById: string | null
  readonly result: Result | null; readonly ballotsHash: string | null; readonly electors: readonly ElectorRow[]
}

type RawElector = { userId: string; role: string; ballot: { id: string; choice: string; reason: string | null; castAt: Date; revision: number } | null }
type Raw = Omit<ProposalRow, 'seq' | 'rule' | 'roles' | 'result' | 'electors'> & { seq: bigint | null; rule: string; roles: string[]; result: unknown; electors: RawElector[] }

const withRoll = { electors: { include: { ballot: true }, orderBy: { userId: 'asc' } } } as const
const proposalRow = ({ electors, seq, rule, roles, result, ...raw }: Raw): ProposalRow => ({
  ...raw, seq: seq === null ? null : Number(seq), rule: rule as DecisionRule, roles: roles as StakeholderRole[], result: result as Result | null,
  electors: electors.map(({ userId, role, ballot }) => ({ userId, role: role as StakeholderRole, ballot: ballot && { ...ballot, choice: ballot.choice as Choice } })),
})

export async function list(tx: Tx, where: { draftId?: string; workspaceId?: string }): Promise<ProposalRow[]> {
  const rows = await tx.proposal.findMany({
    where: { ...(where.draftId && { draftId: where.draftId }), ...(where.workspaceId && { draft: { workspaceId: where.workspaceId } }) }, include: withRoll, orderBy: { openedAt: 'desc' },
  })
  return rows.map(proposalRow)
}

export async function byId(tx: Tx, id: string): Promise<ProposalRow | null> {
  const row = await tx.proposal.findUnique({ where: { id }, include: withRoll })
  return row && proposalRow(row)
}

/** Holds a draft's proposals until the transaction ends: numbers have no gap, and a clause is in one open vote at most. */
export async function lockDraft(tx: Tx, draftId: string): Promise<void> {
  await tx.$queryRaw`select 1 from draft where id = ${draftId}::uuid for update`
}

export async function nextNumber(tx: Tx, draftId: string): Promise<number> {
  return (await tx.proposal.aggregate({ where: { draftId }, _max: { number: true } }))._max.number ?? 0
}

type NewProposal = Omit<ProposalRow, 'closedAt' | 'closedById' | 'result' | 'ballotsHash' | 'electors'> & { electors: readonly { userId: string; role: string }[] }

export async function insert(tx: Tx, { electors, roles, seq, ...proposal }: NewProposal): Promise<void> {
  await tx.proposal.create({ data: { ...proposal, roles: [...roles], seq: seq === null ? null : BigInt(seq), electors: { create: electors.map(({ userId, role }) => ({ userId, role })) } } })
}

/** The job that closes a proposal at its deadline, in the transaction that opens it. */
export async function scheduleClosing(tx: Tx, id: string, closesAt: Date): Promise<void> {
  await tx.$executeRaw`select graphile_worker.add_job('closeProposal', json_build_object('proposalId', ${id}::text), run_at => ${closesAt}::timestamptz, job_key => ${`close:${id}`}, max_attempts => 25)`
}

/** Takes the exclusive lock of closing: a ballot being cast is waited for, a later one finds it closed. */
export async function lockForClosing(tx: Tx, id: string): Promise<{ closed: boolean; due: boolean } | null> {
  const [row] = await tx.$queryRaw<{ closed: boolean; due: boolean }[]>`
    select "closedAt" is not null as closed, "closesAt" <= clock_timestamp() as due from proposal where id = ${id}::uuid for update`
  return row ?? null
}

export async function close(tx: Tx, id: string, closing: { closedAt: Date; closedById: string | null; result: Result; ballotsHash: string }): Promise<void> {
  await tx.proposal.update({ where: { id }, data: { ...closing, result: JSON.parse(JSON.stringify(closing.result)) } })
}

export async function overdue(tx: Tx): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`select id from proposal where "closedAt" is null and "closesAt" <= clock_timestamp() order by "closesAt"`
  return rows.map(({ id }) => id)
}

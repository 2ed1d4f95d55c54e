import { z } from 'zod'
import type { StakeholderRole } from '#domain/charter/roles.ts'
import { alternative, ballotContent, method, quorum } from '#domain/contract/methods.ts'
import { stakeholderRole } from '#domain/contract/shared.ts'
import { objectionStates } from '#domain/decisions/consent.ts'
import type { Alternative, Rules } from '#domain/decisions/method.ts'
import type { Result } from '#domain/decisions/result.ts'
import type { RollSizes } from '#domain/decisions/roll.ts'
import type { Paper } from '#domain/decisions/tally.ts'
import { closings, type EarlyClose, type ProposalKind, proposalKinds, type ReasonRule, reasonRules, secrecies, type Secrecy } from '#domain/decisions/terms.ts'
import type { Prisma } from '#server/db/generated/client.ts'
import type { Tx } from '#server/db/context.ts'

export interface ObjectionRow {
  readonly id: string; readonly userId: string; readonly words: string; readonly raisedAt: Date; readonly state: (typeof objectionStates)[number]
  readonly answer: string | null; readonly answeredById: string | null; readonly answeredAt: Date | null; readonly withdrawnAt: Date | null; readonly upheldAt: Date | null
}
export interface Extension { readonly from: string; readonly to: string; readonly reason: string; readonly byId: string; readonly at: string }
export interface Published { readonly papers: readonly Paper[]; readonly receipts: readonly string[] }
/** One of the things to choose among; `amendmentId`: the sealed amendment that it stands for. */
export type PaperAlternative = Alternative & { readonly amendmentId: string | null }
export interface ProposalRow extends Rules {
  /** The draft it is on, or where it would change the charter the workspace; the other is null. */
  readonly draftId: string | null; readonly workspaceId: string | null
  readonly id: string; readonly number: number; readonly kind: ProposalKind; readonly question: string; readonly alternatives: readonly PaperAlternative[]
  readonly clauseId: string | null; readonly amendmentId: string | null; readonly clauseLabel: string | null; readonly words: string | null; readonly hash: string | null; readonly seq: number | null
  readonly roles: readonly StakeholderRole[]; readonly reason: ReasonRule; readonly secrecy: Secrecy; readonly hidden: boolean; readonly earlyClose: EarlyClose; readonly proxies: boolean
  readonly extensions: readonly Extension[]; readonly charterVersion: number
  readonly openedById: string; readonly openedAt: Date; readonly closesAt: Date; readonly closedAt: Date | null; readonly closedById: string | null
  readonly result: Result | null; readonly ballotsHash: string | null; readonly objections: readonly ObjectionRow[]
  /** How many electors of each role there are on the roll. */
  readonly rollSizes: RollSizes
}

// Prisma reads several relations of one row at once, which a connection in a transaction cannot: the amendments are asked for after it.
const withObjections = { objections: { orderBy: [{ raisedAt: 'asc' }, { id: 'asc' }] } } satisfies Prisma.ProposalInclude
type Raw = Prisma.ProposalGetPayload<{ include: { objections: true } }>
type Contest = Prisma.ProposalAmendmentGetPayload<object>

const terms = z.object({ kind: z.enum(proposalKinds), reason: z.enum(reasonRules), secrecy: z.enum(secrecies), earlyClose: z.enum(closings), method, quorum, alternatives: z.array(alternative), roles: z.array(stakeholderRole), rollSizes: z.partialRecord(stakeholderRole, z.number().int()) })
const extension = z.object({ from: z.string(), to: z.string(), reason: z.string(), byId: z.string(), at: z.string() })
const state = z.enum(objectionStates)

/** A row as the rest knows it: what JSON and text columns hold is parsed by the contracts; results were made here and are read as they were. */
const proposalRow = ({ objections, seq, result, extensions, ...raw }: Raw, contests: readonly Contest[]): ProposalRow => ({
  ...raw, ...withAmendments(terms.parse(raw), contests.filter(({ proposalId }) => proposalId === raw.id)), seq: seq === null ? null : Number(seq), result: result as unknown as Result | null, extensions: z.array(extension).parse(extensions),
  objections: objections.map((objection) => ({ ...objection, state: state.parse(objection.state) })),
})

const withAmendments = <T extends { alternatives: readonly Alternative[] }>(own: T, contests: readonly Contest[]) => {
  const byAlternative = new Map(contests.map(({ alternativeId, amendmentId }) => [alternativeId, amendmentId]))
  return { ...own, alternatives: own.alternatives.map((alternative): PaperAlternative => ({ ...alternative, amendmentId: byAlternative.get(alternative.id) ?? null })) }
}

async function rowsOf(tx: Tx, raws: readonly Raw[]): Promise<ProposalRow[]> {
  const choosing = raws.filter(({ alternatives }) => Array.isArray(alternatives) && alternatives.length > 0).map(({ id }) => id)
  const contests = choosing.length > 0 ? await tx.proposalAmendment.findMany({ where: { proposalId: { in: choosing } } }) : []
  return raws.map((raw) => proposalRow(raw, contests))
}

/** Papers and receipts of a secret ballot, each sorted by itself: no order of the table comes out of here. */
export async function secretsOf(tx: Tx, proposalId: string): Promise<Published> {
  const papers = await tx.secretBallot.findMany({ where: { proposalId }, select: { role: true, content: true }, orderBy: { id: 'asc' } })
  const receipts = await tx.secretReceipt.findMany({ where: { proposalId }, select: { receipt: true }, orderBy: { receipt: 'asc' } })
  return {
    papers: papers.map(({ role, content }) => ({ role: stakeholderRole.nullable().parse(role), content: ballotContent.parse(content) })),
    receipts: receipts.map(({ receipt }) => receipt),
  }
}

export async function list(tx: Tx, where: { draftId?: string; workspaceId?: string }): Promise<ProposalRow[]> {
  return rowsOf(tx, await tx.proposal.findMany({
    where: { ...(where.draftId && { draftId: where.draftId }), ...(where.workspaceId && { OR: [{ workspaceId: where.workspaceId }, { draft: { workspaceId: where.workspaceId } }] }) }, include: withObjections, orderBy: { openedAt: 'desc' },
  }))
}

export async function byId(tx: Tx, id: string): Promise<ProposalRow | null> {
  const row = await tx.proposal.findUnique({ where: { id }, include: withObjections })
  return row && (await rowsOf(tx, [row]))[0] || null
}

/** Holds a draft's proposals until the transaction ends: numbers have no gap, and a clause is in one open vote at most. */
export async function lockDraft(tx: Tx, draftId: string): Promise<void> {
  await tx.$queryRaw`select 1 from draft where id = ${draftId}::uuid for update`
}

/** The vote on the charter of a workspace that is open, if one is. */
export async function openOnCharter(tx: Tx, workspaceId: string): Promise<string | null> {
  return (await tx.proposal.findFirst({ where: { workspaceId, closedAt: null }, select: { id: true } }))?.id ?? null
}

/** The number of the last proposal on a draft, or on the charter of a workspace. */
export async function lastNumber(tx: Tx, on: { draftId: string | null; workspaceId: string | null }): Promise<number> {
  return (await tx.proposal.aggregate({ where: on, _max: { number: true } }))._max.number ?? 0
}

type NewProposal = Omit<ProposalRow, 'closedAt' | 'closedById' | 'result' | 'ballotsHash' | 'objections' | 'extensions'> & { electors: readonly { userId: string; role: string }[] }
const asJson = (value: unknown): Prisma.InputJsonValue => JSON.parse(JSON.stringify(value))

export async function insert(tx: Tx, { electors, roles, rollSizes, seq, method: own, quorum: asked, alternatives, ...proposal }: NewProposal): Promise<void> {
  await tx.proposal.create({ data: {
    ...proposal, method: asJson(own), quorum: asJson(asked), alternatives: asJson(alternatives.map(({ id, label, words }) => ({ id, label, words }))),
    amendments: { create: alternatives.flatMap(({ id, amendmentId }) => (amendmentId === null ? [] : [{ alternativeId: id, amendmentId }])) }, roles: [...roles], rollSizes: asJson(rollSizes), seq: seq === null ? null : BigInt(seq),
    electors: { create: electors.map(({ userId, role }) => ({ userId, role })) },
  } })
}

/** The jobs that remind of a deadline and close at it, in the transaction that sets it. One that was set before is put off with it. */
export async function schedule(tx: Tx, id: string, { remindAt, closesAt }: { remindAt: Date; closesAt: Date }): Promise<void> {
  await tx.$executeRaw`select graphile_worker.add_job('remindElectors', json_build_object('proposalId', ${id}::text), run_at => ${remindAt}::timestamptz, job_key => ${`remind:${id}`}, max_attempts => 25)`
  await tx.$executeRaw`select graphile_worker.add_job('closeProposal', json_build_object('proposalId', ${id}::text), run_at => ${closesAt}::timestamptz, job_key => ${`close:${id}`}, max_attempts => 25)`
}

/** Notes that electors are reminded of the deadline; true once for each deadline, and never when voting is over. */
export async function noteReminder(tx: Tx, id: string): Promise<boolean> {
  return await tx.$executeRaw`
    update proposal set "remindedFor" = "closesAt" where id = ${id}::uuid and "closedAt" is null and "closesAt" > clock_timestamp() and "remindedFor" is distinct from "closesAt"` === 1
}

/** Takes the exclusive lock of closing: a ballot being cast is waited for, a later one finds it closed. */
export async function lockForClosing(tx: Tx, id: string): Promise<{ closed: boolean; due: boolean } | null> {
  const [row] = await tx.$queryRaw<{ closed: boolean; due: boolean }[]>`
    select "closedAt" is not null as closed, "closesAt" <= clock_timestamp() as due from proposal where id = ${id}::uuid for update`
  return row ?? null
}

export async function close(tx: Tx, id: string, closing: { closedAt: Date; closedById: string | null; result: Result; ballotsHash: string }): Promise<void> {
  await tx.proposal.update({ where: { id }, data: { ...closing, result: asJson(closing.result) } })
}

export async function extend(tx: Tx, id: string, closesAt: Date, extensions: readonly Extension[]): Promise<void> {
  await tx.proposal.update({ where: { id }, data: { closesAt, extensions: asJson(extensions) } })
}

export async function overdue(tx: Tx): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`select id from proposal where "closedAt" is null and "closesAt" <= clock_timestamp() order by "closesAt"`
  return rows.map(({ id }) => id)
}

/**
 * Writes the papers and receipts of a secret ballot anew when it closes, in random order and under new ids, and touches every line of
 * its roll in random order: neither the place of a row nor the transaction that wrote it says who voted how. Only these papers are left.
 */
export async function shuffleSecret(tx: Tx, id: string, { papers, receipts }: Published): Promise<void> {
  await tx.$executeRaw`delete from secret_ballot where "proposalId" = ${id}::uuid`
  await tx.$executeRaw`delete from secret_receipt where "proposalId" = ${id}::uuid`
  await tx.$executeRaw`insert into secret_ballot ("proposalId", role, content)
    select ${id}::uuid, own->>'role', own->'content' from jsonb_array_elements(${JSON.stringify(papers)}::jsonb) own order by random()`
  await tx.$executeRaw`insert into secret_receipt (receipt, "proposalId") select own, ${id}::uuid from jsonb_array_elements_text(${JSON.stringify(receipts)}::jsonb) own order by random()`
  await rewriteRoll(tx, id)
}

/** Writes the lines of a roll anew in random order. Ballots hang on them, so it is an update, not a new insert. */
async function rewriteRoll(tx: Tx, id: string): Promise<void> {
  await tx.$executeRaw`with shuffled as materialized (select "userId" from elector where "proposalId" = ${id}::uuid order by random())
    update elector e set "hasCast" = e."hasCast" from shuffled s where e."proposalId" = ${id}::uuid and e."userId" = s."userId"`
}

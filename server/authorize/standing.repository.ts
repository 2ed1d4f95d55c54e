import type { AmendmentState, Openness } from '#domain/amendments/states.ts'
import { readCharter } from '#domain/contract/charters.ts'
import type { Charter } from '#domain/charter/charter.ts'
import type { Actor } from '#domain/charter/conditions.ts'
import type { MemberFunction, Stage, StakeholderRole } from '#domain/charter/roles.ts'
import type { TextName } from '#domain/ids.ts'
import type { Tx } from '#server/db/context.ts'

export interface Standing { readonly charter: Charter; readonly actor: Actor }

interface Row { content: unknown; memberId: string | null; role: string | null; functions: string[] | null }

// A charter is parsed once a version: its rows never change.
const parsed = new Map<string, Charter>()

/** The charter in force and what the person is in this workspace, in one query; null when there is no such workspace. */
export async function standingIn(tx: Tx, workspaceId: string, userId: string | null): Promise<Standing | null> {
  const [row] = await tx.$queryRaw<(Row & { version: number })[]>`
    select c.version, c.content, m.id as "memberId", m.role, m.functions
    from charter c left join member m on m."workspaceId" = c."workspaceId" and m."userId" = ${userId} and m."leftAt" is null
    where c."workspaceId" = ${workspaceId}::uuid order by c.version desc limit 1`
  if (!row) return null
  const key = `${workspaceId}/${row.version}`
  const charter = parsed.get(key) ?? readCharter(row.content)
  parsed.set(key, charter)
  return { charter, actor: { userId, membership: membershipOf(row) } }
}

const membershipOf = ({ memberId, role, functions }: Pick<Row, 'memberId' | 'role' | 'functions'>): Actor['membership'] =>
  (memberId ? { memberId, role: role as StakeholderRole | null, functions: functions as MemberFunction[] } : null)

/** The same for many people at once, by person; empty when there is no such workspace. */
export async function standingsIn(tx: Tx, workspaceId: string, userIds: readonly string[]): Promise<Map<string, Standing>> {
  const outside = await standingIn(tx, workspaceId, null)
  if (!outside) return new Map()
  const rows = await tx.$queryRaw<(Omit<Row, 'content'> & { userId: string })[]>`
    select "userId", id as "memberId", role, functions from member where "workspaceId" = ${workspaceId}::uuid and "userId" = any(${[...userIds]}) and "leftAt" is null`
  const members = new Map(rows.map((row) => [row.userId, membershipOf(row)]))
  return new Map(userIds.map((userId) => [userId, { charter: outside.charter, actor: { userId, membership: members.get(userId) ?? null } }]))
}

/** Where a draft is and at which stage: the facts every question about its text begins with. */
export async function placeOfDraft(tx: Tx, draftId: string): Promise<{ workspaceId: string; stage: Stage } | null> {
  const row = await tx.draft.findUnique({ where: { id: draftId }, select: { workspaceId: true, stage: true } })
  return row && { workspaceId: row.workspaceId, stage: row.stage as Stage }
}

/** What decides who may read and write the words of an amendment. */
export async function placeOfAmendment(tx: Tx, id: string, userId: string | null) {
  const row = await tx.amendment.findUnique({ where: { id }, select: { draftId: true, state: true, openTo: true, role: true, lodgedAt: true, names: { where: { userId: userId ?? '', kind: 'sponsor' } } } })
  return row && { draftId: row.draftId, state: row.state as AmendmentState, openTo: row.openTo as Openness, role: row.role, lodged: row.lodgedAt !== null, isSponsor: row.names.length > 0 }
}

/** Where a text is whose writing all members may hear of: a draft, or an amendment that was handed in. */
export async function placeOfText(tx: Tx, { kind, id }: TextName): Promise<{ workspaceId: string; draftId: string } | null> {
  const draftId = kind === 'draft' ? id : (await tx.amendment.findFirst({ where: { id, lodgedAt: { not: null } }, select: { draftId: true } }))?.draftId
  const place = draftId === undefined ? null : await placeOfDraft(tx, draftId)
  return place && draftId !== undefined ? { workspaceId: place.workspaceId, draftId } : null
}

/** The workspaces a person belongs to now. */
export async function workspacesOf(tx: Tx, userId: string): Promise<string[]> {
  const rows = await tx.member.findMany({ where: { userId, leftAt: null }, select: { workspaceId: true } })
  return rows.map((row) => row.workspaceId)
}

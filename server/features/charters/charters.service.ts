import { createHash } from 'node:crypto'
import { canonicalJson } from '#domain/canonicalJson.ts'
import { canonicalCharter, readCanonicalCharter } from '#domain/charter/canonicalCharter.ts'
import { type Charter, capabilities } from '#domain/charter/charter.ts'
import { charterFault } from '#domain/charter/charterFault.ts'
import { defaultCharter } from '#domain/charter/defaultCharter.ts'
import { Refusal } from '#domain/errors.ts'
import type { Permit } from '#server/authorize/authorize.ts'
import type { Context, Tx } from '#server/db/context.ts'
import { charterAdopted, charterStopped, type CharterVote } from './charters.events.ts'
import * as charters from './charters.repository.ts'

export async function read(permit: Permit<'charter.read'>, context: Context) {
  const inForce = await charters.inForce(context.tx, permit.subject.workspaceId)
  if (!inForce) throw new Refusal('notFound', 'This workspace has no charter')
  return inForce
}

/** Gives a new workspace its first charter. The roles it declares are those that members can hold. */
export async function adoptFirst(context: Context, workspaceId: string, charter: Charter): Promise<void> {
  await putIntoForce(context, workspaceId, charter)
}

const hashOf = (charter: Charter) => createHash('sha256').update(canonicalCharter(charter)).digest('hex')

async function putIntoForce(context: Context, workspaceId: string, charter: Charter, vote: CharterVote | null = null) {
  await charters.insert(context.tx, workspaceId, charter, context.now, vote?.proposalId ?? null)
  context.record(charterAdopted(workspaceId, charter.version, hashOf(charter), vote))
}

/** Puts a charter into force without a vote, for whom the one in force lets do that. Refuses one that could not follow it. */
export async function change(permit: Permit<'charter.change'>, context: Context, charter: Charter): Promise<void> {
  const { workspaceId } = permit.subject
  await requireFollowing(context, workspaceId, charter)
  await putIntoForce(context, workspaceId, charter)
}

/** Holds the charter in force until the transaction ends, and refuses one that could not follow it; gives the one in force. */
export async function requireFollowing(context: Context, workspaceId: string, proposed: Charter): Promise<Charter> {
  const stored = await charters.storedRights(context.tx, workspaceId)
  if (!stored) throw new Refusal('notFound', 'This workspace has no charter')
  const fault = charterFault(stored.charter, proposed)
  if (fault) throw new Refusal(fault === 'charterMoved' ? 'conflict' : 'invalid', 'This charter could not follow the one in force', { because: fault, inForce: stored.charter.version })
  return stored.charter
}

/**
 * Puts the charter that a vote adopted into force, in the transaction that closes the vote, so that there is never the one without the
 * other. Stops, and records why, where the charter has been changed since the vote opened: nobody voted on what the two would be together.
 */
export async function enact(context: Context, workspaceId: string, canonical: string, vote: CharterVote): Promise<void> {
  const proposed = readCanonicalCharter(canonical)
  const stored = await charters.storedRights(context.tx, workspaceId)
  const inForce = stored?.charter.version ?? 0
  if (proposed.version === inForce + 1) await putIntoForce(context, workspaceId, proposed, vote)
  else context.record(charterStopped(workspaceId, vote, { version: proposed.version, hash: hashOf(proposed), inForce }))
}

/** The charter that a vote has put into force, in the words that are hashed; null where it has put none. */
export async function adoptedBy(tx: Tx, proposalId: string): Promise<string | null> {
  const row = await charters.adoptedBy(tx, proposalId)
  return row && canonicalJson(row.content)
}
export const ofVersion = (tx: Tx, workspaceId: string, version: number) => charters.ofVersion(tx, workspaceId, version)

/** Every version of a charter, the first one first, in the words that are hashed when it is put into force. */
export async function versions(tx: Tx, workspaceId: string): Promise<{ version: number; canonical: string }[]> {
  return (await charters.versions(tx, workspaceId)).map(({ version, content }) => ({ version, canonical: canonicalJson(content) }))
}

export const lacking = (context: Context) => charters.lacking(context.tx, capabilities)

/** Puts a new version of a charter into force that grants what was not known when it was written, as the default charter grants it. */
export async function complete(context: Context, workspaceId: string): Promise<void> {
  const stored = await charters.storedRights(context.tx, workspaceId)
  const missing = capabilities.filter((capability) => !stored?.named.has(capability))
  if (!stored || missing.length === 0) return
  const rights = { ...stored.charter.rights, ...Object.fromEntries(missing.map((capability) => [capability, defaultCharter.rights[capability]])) }
  const completed = { ...stored.charter, version: stored.charter.version + 1, rights }
  await putIntoForce(context, workspaceId, missing.includes('objection.answer') ? withMethods(completed) : completed)
}

/** A charter of the time when every decision was a majority: it learns the other methods, and that a consent round waits after its deadline. */
function withMethods({ rights, decisions, ...charter }: Charter): Charter {
  const close = rights['proposal.close']
  return {
    ...charter, decisions: { ...decisions, rules: defaultCharter.decisions.rules },
    rights: { ...rights, 'proposal.close': { ...close, conditions: close.conditions.map((name) => (name === 'proposalOpen' ? 'undecided' : name)) } },
  }
}

import { createHash } from 'node:crypto'
import { canonicalJson } from '#domain/canonicalJson.ts'
import { type Charter, capabilities } from '#domain/charter/charter.ts'
import { defaultCharter } from '#domain/charter/defaultCharter.ts'
import { Refusal } from '#domain/errors.ts'
import type { Permit } from '#server/authorize/authorize.ts'
import type { Context, Tx } from '#server/db/context.ts'
import { charterAdopted } from './charters.events.ts'
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

async function putIntoForce(context: Context, workspaceId: string, charter: Charter) {
  await charters.insert(context.tx, workspaceId, charter, context.now)
  context.record(charterAdopted(workspaceId, charter.version, createHash('sha256').update(canonicalJson(charter)).digest('hex')))
}

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

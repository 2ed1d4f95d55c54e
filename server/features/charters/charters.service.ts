import type { Charter } from '#domain/charter/charter.ts'
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
  await charters.insert(context.tx, workspaceId, charter, context.now)
  context.record(charterAdopted(workspaceId, charter.version))
}

/** The charter of a version: a decision is counted by the one it was opened under. */
export async function ofVersion(tx: Tx, workspaceId: string, version: number): Promise<Charter> {
  const charter = await charters.ofVersion(tx, workspaceId, version)
  if (!charter) throw new Error(`workspace ${workspaceId} has no charter ${version}`)
  return charter
}

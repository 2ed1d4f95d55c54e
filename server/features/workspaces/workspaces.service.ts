import type { CreateWorkspace } from '#domain/contract/workspaces.ts'
import { defaultCharter } from '#domain/charter/defaultCharter.ts'
import type { SignedIn } from '#server/authorize/authorize.ts'
import type { Context } from '#server/db/context.ts'
import * as challenges from '#server/features/challenges/challenges.service.ts'
import * as charters from '#server/features/charters/charters.service.ts'
import * as stakeholders from '#server/features/stakeholders/stakeholders.service.ts'
import { workspaceCreated } from './workspaces.events.ts'
import * as workspaces from './workspaces.repository.ts'

/** Makes a workspace with the default charter and the source's challenges; whoever makes it is its first facilitator. */
export async function create(who: SignedIn, context: Context, { name }: CreateWorkspace): Promise<string> {
  const workspaceId = await workspaces.insert(context.tx, name, context.now)
  context.record(workspaceCreated(workspaceId))
  await charters.adoptFirst(context, workspaceId, defaultCharter)
  await challenges.createDefaults(context.tx, workspaceId)
  await stakeholders.joinAsFounder(who, context, workspaceId)
  return workspaceId
}

export const mine = (who: SignedIn, context: Context) => workspaces.ofUser(context.tx, who.userId)

export async function read(context: Context, workspaceId: string) {
  const found = await workspaces.byId(context.tx, workspaceId)
  if (!found) throw new Error('a workspace that was just made is there')
  return found
}

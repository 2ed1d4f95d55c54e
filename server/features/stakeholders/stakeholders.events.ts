import type { Happening } from '#server/db/context.ts'
import type { Standing } from './stakeholders.repository.ts'

interface Who { readonly workspaceId: string; readonly memberId: string; readonly userId: string }
const facts = ({ role, functions }: Standing) => ({ role, functions: [...functions] })

export const memberJoined = ({ workspaceId, ...ids }: Who, standing: Standing): Happening => ({ name: 'member.joined', workspaceId, ids, facts: facts(standing) })
export const memberChanged = ({ workspaceId, ...ids }: Who, from: Standing, to: Standing): Happening =>
  ({ name: 'member.changed', workspaceId, ids, facts: { from: facts(from), to: facts(to) } })
export const memberRemoved = ({ workspaceId, ...ids }: Who): Happening => ({ name: 'member.removed', workspaceId, ids })
/** The account of a member who now speaks for a role shares its mailbox with these: ids only, never an address. */
export const memberFlagged = ({ workspaceId, ...ids }: Who, sharesWith: readonly string[]): Happening => ({ name: 'member.flagged', workspaceId, ids, facts: { sharesWith: [...sharesWith] } })
export const memberInvited = (workspaceId: string, invitationId: string, standing: Standing): Happening =>
  ({ name: 'member.invited', workspaceId, ids: { invitationId }, facts: facts(standing) })
export const invitationRevoked = (workspaceId: string, invitationId: string): Happening => ({ name: 'invitation.revoked', workspaceId, ids: { invitationId } })

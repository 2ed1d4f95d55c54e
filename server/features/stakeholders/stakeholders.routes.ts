import { z } from 'zod'
import { done, doneView, id } from '#domain/contract/shared.ts'
import * as contract from '#domain/contract/stakeholders.ts'
import type { Context } from '#server/db/context.ts'
import { type AnyEndpoint, endpoint, ownEndpoint } from '#server/http/endpoint.ts'
import type { InvitationRow } from './invitations.repository.ts'
import * as invitations from './invitations.service.ts'
import * as leaving from './leaving.service.ts'
import { invitationOffer, invitationView, memberView } from './stakeholders.presenter.ts'
import * as stakeholders from './stakeholders.service.ts'
import { invitationSubject, memberSubject } from './stakeholders.subject.ts'

const inWorkspace = z.strictObject({ workspaceId: id })
const peopleIn = (context: Context, { workspaceId, invitedById, acceptedById }: InvitationRow) =>
  stakeholders.peopleOf(context.tx, workspaceId, [invitedById, ...(acceptedById ? [acceptedById] : [])])

export const routes: AnyEndpoint[] = [
  endpoint({
    method: 'get', path: '/workspaces/:workspaceId/members', summary: 'The people of a workspace, with their roles and functions',
    params: inWorkspace, output: contract.membersView, capability: 'member.read',
    subject: async (_context, { params }) => params,
    handle: async (permit, context) => ({ members: (await stakeholders.list(permit, context)).map(memberView) }),
  }),
  endpoint({
    method: 'get', path: '/workspaces/:workspaceId/shared-mailboxes', summary: 'Members who speak for a role with accounts whose mail addresses reach one mailbox',
    params: inWorkspace, output: contract.sharedMailboxesView, capability: 'member.change',
    subject: async (_context, { params }) => params,
    handle: async (permit, context) => ({ mailboxes: await stakeholders.mailboxes(permit, context) }),
  }),
  endpoint({
    method: 'patch', path: '/members/:memberId', summary: 'Change a member’s role or functions',
    params: z.strictObject({ memberId: id }), input: contract.changeMember, output: doneView, capability: 'member.change',
    subject: (context, { params, userId }) => memberSubject(context, params.memberId, userId),
    handle: async (permit, context, { params, input }) => { await stakeholders.change(permit, context, params.memberId, input); return done },
  }),
  endpoint({
    method: 'delete', path: '/members/:memberId', summary: 'End a membership',
    params: z.strictObject({ memberId: id }), output: doneView, capability: 'member.remove',
    subject: (context, { params, userId }) => memberSubject(context, params.memberId, userId),
    handle: async (permit, context, { params }) => { await leaving.remove(permit, context, params.memberId); return done },
  }),
  endpoint({
    method: 'get', path: '/workspaces/:workspaceId/invitations', summary: 'Invitations and what became of them',
    params: inWorkspace, output: contract.invitationsView, capability: 'member.invite',
    subject: async (_context, { params }) => params,
    handle: async (permit, context) => {
      const rows = await invitations.list(permit, context)
      const people = await stakeholders.peopleOf(context.tx, permit.subject.workspaceId, rows.flatMap((row) => [row.invitedById, row.acceptedById ?? []].flat()))
      return { invitations: rows.map((row) => invitationView(row, people, context.now)) }
    },
  }),
  endpoint({
    method: 'post', path: '/workspaces/:workspaceId/invitations', summary: 'Invite somebody: the link is in this answer and nowhere else', created: true,
    params: inWorkspace, input: contract.invite, output: contract.newInvitationView, capability: 'member.invite',
    subject: async (_context, { params }) => params,
    handle: async (permit, context, { input }) => {
      const { invitation, token } = await invitations.invite(permit, context, input)
      return { token, invitation: invitationView(invitation, await peopleIn(context, invitation), context.now) }
    },
  }),
  endpoint({
    method: 'delete', path: '/invitations/:invitationId', summary: 'Revoke an open invitation',
    params: z.strictObject({ invitationId: id }), output: doneView, capability: 'member.invite',
    subject: (context, { params, userId }) => invitationSubject(context, params.invitationId, userId),
    handle: async (permit, context, { params }) => {
      await invitations.revoke(permit, context, { id: params.invitationId, workspaceId: permit.subject.workspaceId })
      return done
    },
  }),
  ownEndpoint({
    method: 'post', path: '/invitations/look-up', summary: 'What an invitation link offers (the token travels in the body, never in an address)',
    who: 'anyone', input: contract.invitationToken, output: contract.invitationOffer,
    handle: async (_anyone, context, { input }) => {
      const invitation = await invitations.offer(context, input.token)
      return invitationOffer(invitation, await peopleIn(context, invitation), context.now)
    },
  }),
  ownEndpoint({
    method: 'post', path: '/invitations/accept', summary: 'Accept an invitation',
    who: 'signedIn', input: contract.invitationToken, output: z.strictObject({ workspaceId: id }),
    handle: async (who, context, { input }) => ({ workspaceId: (await invitations.accept(who, context, input.token)).workspaceId }),
  }),
]

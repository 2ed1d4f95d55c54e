import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { del, get, patch, post } from '#client/lib/api.ts'
import { keys } from '#client/lib/query.ts'
import type { ChangeMember, InvitationOffer, InvitationView, Invite, NewInvitationView, SharedMailboxesView } from '#domain/contract/stakeholders.ts'

export const useInvitations = (workspaceId: string, enabled: boolean) => useQuery({
  queryKey: keys.invitations(workspaceId), enabled,
  queryFn: async () => (await get<{ invitations: InvitationView[] }>(`/workspaces/${workspaceId}/invitations`)).invitations,
})

/** Who shares a mailbox with whom, by user; asked by those who may change members. */
export const useSharedMailboxes = (workspaceId: string, enabled: boolean) => useQuery({
  queryKey: keys.sharedMailboxes(workspaceId), enabled, queryFn: async () => (await get<SharedMailboxesView>(`/workspaces/${workspaceId}/shared-mailboxes`)).mailboxes,
  select: (mailboxes) => new Map(mailboxes.flatMap((ids) => ids.map((id) => [id, ids.filter((other) => other !== id)] as const))),
})

/** What a facilitator does with members and invitations; the lists are asked for again afterwards. */
export function useStakeholderActs(workspaceId: string) {
  const client = useQueryClient()
  const refreshed = async () => { await Promise.all([keys.members(workspaceId), keys.sharedMailboxes(workspaceId), keys.invitations(workspaceId), keys.me].map((queryKey) => client.invalidateQueries({ queryKey }))) }
  return {
    change: useMutation({ mutationFn: ({ memberId, ...standing }: ChangeMember & { memberId: string }) => patch<unknown>(`/members/${memberId}`, standing), onSuccess: refreshed }),
    remove: useMutation({ mutationFn: (memberId: string) => del<unknown>(`/members/${memberId}`), onSuccess: refreshed }),
    invite: useMutation({ mutationFn: (input: Invite) => post<NewInvitationView>(`/workspaces/${workspaceId}/invitations`, input), onSuccess: refreshed }),
    revoke: useMutation({ mutationFn: (invitationId: string) => del<unknown>(`/invitations/${invitationId}`), onSuccess: refreshed }),
  }
}

// The token travels in the body: an address would end up in logs.
export const useOffer = (token: string) =>
  useQuery({ queryKey: ['invitation', token], queryFn: () => post<InvitationOffer>('/invitations/look-up', { token }), retry: false })

export function useAccept() {
  const client = useQueryClient()
  return useMutation({ mutationFn: (token: string) => post<{ workspaceId: string }>('/invitations/accept', { token }), onSuccess: () => client.invalidateQueries() })
}

import { queryOptions, useQuery } from '@tanstack/react-query'
import type { MembershipView, MeView } from '#domain/contract/accounts.ts'
import { get } from './api.ts'
import { keys } from './query.ts'

export const meQuery = queryOptions({ queryKey: keys.me, queryFn: () => get<MeView>('/me'), staleTime: 60_000 })

/** Who I am, and where I belong; undefined until the server has said. */
export const useMe = (): MeView | undefined => useQuery(meQuery).data

export function useMembership(workspaceId: string): MembershipView | null {
  return useMe()?.memberships.find((membership) => membership.workspaceId === workspaceId) ?? null
}

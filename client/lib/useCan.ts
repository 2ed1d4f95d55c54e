import { useQuery } from '@tanstack/react-query'
import type { Capability } from '#domain/charter/charter.ts'
import type { Subject } from '#domain/charter/conditions.ts'
import { type Decision, decide } from '#domain/charter/decide.ts'
import { defaultCharter } from '#domain/charter/defaultCharter.ts'
import type { Charter } from '#domain/charter/charter.ts'
import type { CharterView } from '#domain/contract/charters.ts'
import { get } from './api.ts'
import { keys } from './query.ts'
import { useMe, useMembership } from './useMe.ts'

/** The charter of a workspace; the default one until it has come. */
export function useCharter(workspaceId: string): Charter {
  const { data } = useQuery({ queryKey: keys.charter(workspaceId), queryFn: () => get<CharterView>(`/workspaces/${workspaceId}/charter`), staleTime: 300_000, enabled: workspaceId !== '' })
  return (data?.charter as Charter | undefined) ?? defaultCharter
}

/** Asks the server's own question, so that a button is offered exactly when pressing it would be allowed. The server asks again. */
export function useCan(capability: Capability, subject: Subject): Decision {
  const charter = useCharter(subject.workspaceId)
  const userId = useMe()?.user?.id ?? null
  const membership = useMembership(subject.workspaceId)
  return decide(charter, { userId, membership }, capability, subject, new Date())
}

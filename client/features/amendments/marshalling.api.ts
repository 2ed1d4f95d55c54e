import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { del, get, put } from '#client/lib/api.ts'
import { keys, queryClient } from '#client/lib/query.ts'
import type { LinkAmendments, OrderView, WhatIfView } from '#domain/contract/marshalling.ts'
import type { ClauseContent } from '#domain/text/clauseContent.ts'

type Possible = Extract<WhatIfView, { possible: true }>
type Provision = NonNullable<Possible['text']>[number]
/** The words are those of the domain, which leaves out what the wire may. */
export type Supposed = Exclude<WhatIfView, Possible> | Omit<Possible, 'text'> & { readonly text: readonly (Omit<Provision, 'content'> & { readonly content: ClauseContent })[] | null }

export const useOrder = (draftId: string) => useQuery({ queryKey: [...keys.amendments(draftId), 'order'], queryFn: () => get<OrderView>(`/drafts/${draftId}/amendments/order`) })

/** The text that the chosen amendments would give; the one before stays until it is there. */
export function useWhatIf(draftId: string, chosen: readonly string[], whole: boolean) {
  const query = new URLSearchParams([...chosen.map((id) => ['amendment', id]), ...whole ? [['whole', 'true']] : []])
  return useQuery({
    queryKey: [...keys.amendments(draftId), 'whatIf', chosen, whole], queryFn: () => get<Supposed>(`/drafts/${draftId}/amendments/what-if?${query}`), enabled: chosen.length > 0, placeholderData: keepPreviousData,
  })
}

/** Links an amendment to others, and takes that back. */
export function useLinking(draftId: string, id: string) {
  const again = () => queryClient.invalidateQueries({ queryKey: keys.amendments(draftId) })
  return {
    link: useMutation({ mutationFn: ({ otherId, ...input }: LinkAmendments & { otherId: string }) => put<unknown>(`/amendments/${id}/links/${otherId}`, input), onSuccess: again }),
    unlink: useMutation({ mutationFn: (otherId: string) => del<unknown>(`/amendments/${id}/links/${otherId}`), onSuccess: again }),
  }
}

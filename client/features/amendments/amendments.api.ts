import { useMutation, useQuery } from '@tanstack/react-query'
import { del, get, post, put } from '#client/lib/api.ts'
import { amendmentsQuery } from '#client/lib/queries.ts'
import { keys, queryClient } from '#client/lib/query.ts'
import type { moveAmendment, AmendmentView, DifferenceView, settleAmendment } from '#domain/contract/amendments.ts'
import type { z } from 'zod'

export type MoveInput = z.input<typeof moveAmendment>
export type SettleInput = z.input<typeof settleAmendment>

export const useAmendments = (draftId: string) => useQuery(amendmentsQuery(draftId))
export const useAmendment = (id: string | null) => useQuery({ queryKey: keys.amendment(id ?? ''), queryFn: () => get<AmendmentView>(`/amendments/${id}`), enabled: id !== null })
/** What it changes; asked for again when its words do. */
export const useDifference = (id: string) => useQuery({ queryKey: [...keys.amendment(id), 'difference'], queryFn: () => get<DifferenceView>(`/amendments/${id}/difference`) })

const keep = (view: AmendmentView) => {
  queryClient.setQueryData(keys.amendment(view.id), view)
  void queryClient.invalidateQueries({ queryKey: keys.amendments(view.draftId) })
}

export const useMove = (draftId: string) => useMutation({ mutationFn: (input: MoveInput) => post<AmendmentView>(`/drafts/${draftId}/amendments`, input), onSuccess: keep })

/** What one does with an amendment; each answers with it as it is then. One to an amendment is settled by the sponsors of that one. */
export function useAmendmentActs(id: string, amends: AmendmentView['amends'] = null) {
  const address = `/amendments/${id}`
  const again = () => queryClient.invalidateQueries({ queryKey: keys.amendment(id) })
  return {
    addSponsor: useMutation({ mutationFn: (userId: string) => post<AmendmentView>(`${address}/sponsors`, { userId }), onSuccess: keep }),
    removeSponsor: useMutation({ mutationFn: (userId: string) => del<unknown>(`${address}/sponsors/${userId}`), onSuccess: again }),
    support: useMutation({ mutationFn: (supports: boolean) => supports ? put<AmendmentView>(`${address}/support`, {}) : del<AmendmentView>(`${address}/support`), onSuccess: keep }),
    settle: useMutation({ mutationFn: (input: SettleInput) => post<AmendmentView>(amends ? `/amendments/${amends.id}/answers/${id}` : `${address}/settle`, input), onSuccess: keep }),
    act: useMutation({ mutationFn: (verb: 'lodge' | 'seal' | 'withdraw') => post<AmendmentView>(`${address}/${verb}`, {}), onSuccess: keep }),
  }
}

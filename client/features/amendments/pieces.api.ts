import { useMutation, useQuery } from '@tanstack/react-query'
import { get, post } from '#client/lib/api.ts'
import { keys, queryClient } from '#client/lib/query.ts'
import type { AmendmentView } from '#domain/contract/amendments.ts'
import type { PiecesView, RebaseAmendment } from '#domain/contract/pieces.ts'
import type { LabelLanguage } from '#domain/text/languages.ts'

/** Its pieces as they stand to the draft of now, with provisions named in the reader's language. */
export const usePieces = (id: string, language: LabelLanguage) =>
  useQuery({ queryKey: [...keys.amendment(id), 'pieces', language], queryFn: () => get<PiecesView>(`/amendments/${id}/pieces?language=${language}`) })

const again = (id: string) => queryClient.invalidateQueries({ queryKey: keys.amendment(id) })

/** Brings it up to date; whatever comes of it, what is shown is asked for again. */
export const useRebase = (id: string) =>
  useMutation({ mutationFn: (input: RebaseAmendment) => post<AmendmentView>(`/amendments/${id}/rebase`, input), onSettled: () => again(id) })

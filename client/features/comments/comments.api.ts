import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { get, patch, post } from '#client/lib/api.ts'
import { keys } from '#client/lib/query.ts'
import type { CommentView, OpenThread, ThreadView } from '#domain/contract/comments.ts'

export const useThreads = (draftId: string) =>
  useQuery({ queryKey: keys.threads(draftId), queryFn: async () => (await get<{ threads: ThreadView[] }>(`/drafts/${draftId}/threads`)).threads })

/** Every act on the threads of a draft; the list is asked for again afterwards, as after anybody else's act. */
export function useThreadActs(draftId: string) {
  const client = useQueryClient()
  const refreshed = () => client.invalidateQueries({ queryKey: keys.threads(draftId) })
  return {
    open: useMutation({ mutationFn: (input: OpenThread) => post<ThreadView>(`/drafts/${draftId}/threads`, input), onSuccess: refreshed }),
    reply: useMutation({ mutationFn: ({ threadId, body }: { threadId: string; body: string }) => post<CommentView>(`/threads/${threadId}/comments`, { body }), onSuccess: refreshed }),
    edit: useMutation({ mutationFn: ({ commentId, body }: { commentId: string; body: string }) => patch<CommentView>(`/comments/${commentId}`, { body }), onSuccess: refreshed }),
    settle: useMutation({ mutationFn: ({ threadId, resolved }: { threadId: string; resolved: boolean }) => post<unknown>(`/threads/${threadId}/${resolved ? 'resolve' : 'reopen'}`, {}), onSuccess: refreshed }),
  }
}

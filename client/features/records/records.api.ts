import { useInfiniteQuery } from '@tanstack/react-query'
import { get } from '#client/lib/api.ts'
import { keys } from '#client/lib/query.ts'
import type { RecordView } from '#domain/contract/records.ts'
import { type RecordFilter, queryOf } from './recordFilter.ts'

/** The record in pages, newest first. Earlier acts come when they are asked for. */
export const useRecord = (workspaceId: string, filter: RecordFilter) => useInfiniteQuery({
  queryKey: keys.record(workspaceId, filter),
  queryFn: ({ pageParam }) => get<RecordView>(`/workspaces/${workspaceId}/record?${queryOf(filter, pageParam)}`),
  initialPageParam: null as number | null,
  getNextPageParam: ({ nextBefore }) => nextBefore,
})

import type { QueryKey } from '@tanstack/react-query'
import { io } from 'socket.io-client'
import type { AmendmentView } from '#domain/contract/amendments.ts'
import type { EventName, LiveEvent } from '#domain/live/events.ts'
import { keys, queryClient } from './query.ts'

const proposalKeys = ({ workspaceId, draftId = '', ids }: LiveEvent): QueryKey[] =>
  [keys.draftProposals(draftId), keys.workspaceProposals(workspaceId), keys.proposal(ids['proposalId'] ?? ''), keys.drafts, ['record', workspaceId]]
const amendmentKeys = ({ workspaceId, draftId = '', ids }: LiveEvent): QueryKey[] => [keys.amendments(draftId), keys.amendment(ids['amendmentId'] ?? ''), ['record', workspaceId]]
const memberKeys = ({ workspaceId }: LiveEvent): QueryKey[] => [keys.me, keys.members(workspaceId), keys.sharedMailboxes(workspaceId), keys.invitations(workspaceId), ['record', workspaceId]]
const threadKeys = ({ workspaceId, draftId = '' }: LiveEvent): QueryKey[] => [keys.threads(draftId), keys.drafts, ['record', workspaceId]]
const restoredKeys = ({ workspaceId, draftId = '' }: LiveEvent): QueryKey[] => [keys.draft(draftId), ['history', draftId], ['record', workspaceId]]

const charterKeys = ({ workspaceId, ids }: LiveEvent): QueryKey[] => [keys.charter(workspaceId), keys.proposal(ids['proposalId'] ?? ''), ['record', workspaceId]]

/** What to fetch again when something happened. */
const touchedBy: Record<EventName, (event: LiveEvent) => QueryKey[]> = {
  'workspace.created': () => [keys.me],
  'charter.adopted': charterKeys, 'charter.stopped': charterKeys,
  'member.invited': memberKeys, 'member.joined': memberKeys, 'member.changed': memberKeys, 'member.flagged': memberKeys, 'member.removed': memberKeys, 'invitation.revoked': memberKeys,
  'draft.created': ({ workspaceId }) => [keys.drafts, ['record', workspaceId]],
  // Whatever names a provision of the draft names it otherwise.
  'draft.changed': ({ draftId = '', workspaceId }) => [
    keys.drafts, keys.draft(draftId), keys.coverage(draftId), keys.history(draftId), ['textAt', draftId], ['comparison', draftId], ['former', draftId],
    keys.amendments(draftId), ['amendment'], keys.draftProposals(draftId), keys.workspaceProposals(workspaceId), ['proposal'], ['record', workspaceId],
  ],
  'draft.advanced': ({ draftId = '', workspaceId }) => [keys.drafts, keys.draft(draftId), ['record', workspaceId]],
  'draft.recovered': ({ draftId = '', workspaceId }) => [keys.drafts, keys.draft(draftId), ['record', workspaceId]],
  // Many words are written in a day: only what is shown against the words of now is asked for again, by its part of the key.
  'draft.written': () => [], 'amendment.written': () => [],
  'clause.linked': ({ draftId = '', workspaceId }) => [keys.draft(draftId), keys.coverage(draftId), ['record', workspaceId]],
  'clause.restored': restoredKeys, 'clause.corrected': restoredKeys, 'draft.restored': restoredKeys,
  'version.named': ({ draftId = '', workspaceId }) => [['history', draftId], ['record', workspaceId]],
  'comment.written': threadKeys, 'comment.edited': threadKeys, 'thread.resolved': threadKeys, 'thread.reopened': threadKeys,
  'amendment.moved': amendmentKeys, 'amendment.changed': amendmentKeys, 'amendment.lodged': amendmentKeys, 'amendment.rebased': amendmentKeys,
  'amendment.sealed': amendmentKeys, 'amendment.settled': amendmentKeys, 'amendment.answered': (event) => [...amendmentKeys(event), keys.amendment(event.ids['amendsId'] ?? '')], 'amendment.linked': amendmentKeys, 'amendment.unlinked': amendmentKeys,
  'amendment.decided': (event) => [...amendmentKeys(event), keys.draft(event.draftId ?? '')],
  'amendment.consolidated': (event) => [...amendmentKeys(event), keys.draft(event.draftId ?? '')],
  'proposal.opened': (event) => [...proposalKeys(event), keys.draft(event.draftId ?? ''), keys.amendments(event.draftId ?? ''), ['amendment']],
  'proposal.closed': (event) => [...proposalKeys(event), keys.draft(event.draftId ?? ''), keys.amendments(event.draftId ?? ''), ['amendment']],
  'roll.flagged': ({ workspaceId }) => [['record', workspaceId]],
  'ballot.cast': proposalKeys, 'proxy.named': proposalKeys, 'proxy.ended': proposalKeys, 'proposal.extended': proposalKeys, 'proposal.reminded': proposalKeys,
  'objection.raised': proposalKeys, 'objection.answered': proposalKeys, 'objection.withdrawn': proposalKeys, 'objection.upheld': proposalKeys,
  'session.ended': () => [keys.me],
}

/** What is shown of an amendment against the words of what it is made to, a draft or another amendment: how its pieces stand to them. */
function isAgainst([noun, id, part]: QueryKey, { draftId, ids: { amendmentId } }: LiveEvent): boolean {
  const own = noun === 'amendment' && part === 'pieces' ? queryClient.getQueryData<AmendmentView>(keys.amendment(String(id))) : undefined
  return own?.draftId === draftId && own?.amends?.id === amendmentId
}

/** Listens for what others do, until what it gives is called. The channel takes no commands. */
export function openLive(): () => void {
  const socket = io({ path: '/live', transports: ['websocket'] })
  let before = false
  socket.on('changed', (event: LiveEvent) => {
    if (event.name === 'proposal.reminded') queryClient.setQueryData<string | null>(keys.reminded, event.ids['proposalId'] ?? null)
    if (event.name === 'draft.written' || event.name === 'amendment.written') void queryClient.invalidateQueries({ predicate: ({ queryKey }) => isAgainst(queryKey, event) })
    for (const queryKey of touchedBy[event.name]?.(event) ?? []) void queryClient.invalidateQueries({ queryKey })
  })
  // What happened while the line was down is not told again: everything shown is asked for anew.
  socket.on('connect', () => { if (before) void queryClient.invalidateQueries(); before = true })
  socket.on('disconnect', (reason) => { if (reason === 'io server disconnect') void queryClient.invalidateQueries({ queryKey: keys.me }) })
  return () => void socket.disconnect()
}

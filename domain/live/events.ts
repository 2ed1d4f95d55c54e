/** What the live channel and the record speak of: names and ids, never content. A listener refetches with its own rights. */
export const eventNames = [
  'workspace.created', 'charter.adopted', 'charter.stopped',
  'member.invited', 'member.joined', 'member.changed', 'member.flagged', 'member.removed', 'invitation.revoked',
  'draft.created', 'draft.changed', 'draft.advanced', 'draft.recovered', 'draft.written',
  'clause.linked', 'clause.restored', 'clause.corrected', 'draft.restored', 'version.named',
  'comment.written', 'comment.edited', 'thread.resolved', 'thread.reopened',
  'amendment.moved', 'amendment.changed', 'amendment.written', 'amendment.lodged', 'amendment.rebased', 'amendment.sealed', 'amendment.settled', 'amendment.answered', 'amendment.decided', 'amendment.consolidated', 'amendment.linked', 'amendment.unlinked',
  'proposal.opened', 'roll.flagged', 'proposal.extended', 'proposal.reminded', 'proposal.closed', 'ballot.cast', 'proxy.named', 'proxy.ended', 'objection.raised', 'objection.answered', 'objection.withdrawn', 'objection.upheld',
  'session.ended',
] as const
export type EventName = (typeof eventNames)[number]

/** Acts of authority: these are kept in the hash-chained record of the workspace. The others are only told. */
export const recordedEvents = [
  'workspace.created', 'charter.adopted', 'charter.stopped',
  'member.invited', 'member.joined', 'member.changed', 'member.flagged', 'member.removed', 'invitation.revoked',
  'draft.created', 'draft.changed', 'draft.advanced', 'draft.recovered', 'clause.linked', 'clause.restored', 'clause.corrected', 'draft.restored', 'version.named', 'thread.resolved', 'thread.reopened',
  'amendment.lodged', 'amendment.rebased', 'amendment.sealed', 'amendment.settled', 'amendment.answered', 'amendment.decided', 'amendment.consolidated', 'amendment.linked', 'amendment.unlinked',
  'proposal.opened', 'roll.flagged', 'proposal.extended', 'proposal.closed', 'ballot.cast', 'proxy.named', 'proxy.ended', 'objection.raised', 'objection.answered', 'objection.withdrawn', 'objection.upheld',
] as const satisfies readonly EventName[]
export type RecordedEvent = (typeof recordedEvents)[number]

export interface LiveEvent {
  readonly name: EventName
  readonly workspaceId: string
  readonly draftId?: string
  readonly ids: Readonly<Record<string, string>>
}

/** The live channel of socket.io, typed: the server says `changed`, a client says nothing. */
export interface ServerToClient { changed: (event: LiveEvent) => void }
export type ClientToServer = Record<string, never>

export const isRecorded = (name: EventName): name is RecordedEvent => (recordedEvents as readonly string[]).includes(name)

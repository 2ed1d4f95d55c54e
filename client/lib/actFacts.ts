import type { MemberFunction, Stage, StakeholderRole } from '#domain/charter/roles.ts'
import type { RecordEntryView } from '#domain/contract/records.ts'
import type { Choice } from '#domain/decisions/ballot.ts'
import type { Outcome } from '#domain/decisions/result.ts'
import type { RecordedEvent } from '#domain/live/events.ts'

interface Standing { readonly role: StakeholderRole | null; readonly functions: readonly MemberFunction[] }

/** What the facts of an act say, by name. The record keeps them as they were written by the server's `*.events.ts`. */
export interface Act {
  readonly key: string
  readonly number?: number
  readonly standing?: Standing
  readonly before?: Standing
  readonly from?: Stage
  readonly to?: Stage
  /** The languages between which a draft was changed. */
  readonly language?: { readonly from: string; readonly to: string }
  readonly outcome?: Outcome
  readonly choice?: Choice
  /** In whose name a proxy voted. */
  readonly electorId?: string
  /** The name that was given to a version. */
  readonly title?: string
  readonly counts: Readonly<Record<string, number>>
}

const sentences: Record<RecordedEvent, string> = {
  'workspace.created': 'records.act.workspaceCreated', 'charter.adopted': 'records.act.charterAdopted', 'charter.stopped': 'records.act.charterStopped',
  'member.invited': 'records.act.memberInvited', 'member.joined': 'records.act.memberJoined', 'member.changed': 'records.act.memberChanged', 'member.flagged': 'records.act.memberFlagged',
  'member.removed': 'records.act.memberRemoved', 'invitation.revoked': 'records.act.invitationRevoked',
  'draft.created': 'records.act.draftCreated', 'draft.changed': 'records.act.draftChanged', 'draft.advanced': 'records.act.draftAdvanced', 'draft.recovered': 'records.act.draftRecovered', 'clause.linked': 'records.act.clauseLinked',
  'clause.restored': 'records.act.clauseRestored', 'clause.corrected': 'records.act.clauseCorrected', 'draft.restored': 'records.act.draftRestored', 'version.named': 'records.act.versionNamed',
  'thread.resolved': 'records.act.threadResolved', 'thread.reopened': 'records.act.threadReopened',
  'amendment.lodged': 'records.act.amendmentLodged', 'amendment.rebased': 'records.act.amendmentRebased', 'amendment.sealed': 'records.act.amendmentSealed', 'amendment.settled': 'records.act.amendmentSettled', 'amendment.answered': 'records.act.amendmentAnswered',
  'amendment.decided': 'records.act.amendmentDecided', 'amendment.consolidated': 'records.act.amendmentConsolidated', 'amendment.linked': 'records.act.amendmentLinked', 'amendment.unlinked': 'records.act.amendmentUnlinked',
  'proposal.opened': 'records.act.proposalOpened', 'roll.flagged': 'records.act.rollFlagged', 'proposal.closed': 'records.act.proposalClosed', 'ballot.cast': 'records.act.ballotCast',
  'proxy.named': 'records.act.proxyNamed', 'proxy.ended': 'records.act.proxyEnded',
  'proposal.extended': 'records.act.proposalExtended', 'objection.raised': 'records.act.objectionRaised', 'objection.answered': 'records.act.objectionAnswered', 'objection.withdrawn': 'records.act.objectionWithdrawn', 'objection.upheld': 'records.act.objectionUpheld',
}

/** The names of acts, for choosing among them. */
export const actNameKeys: Record<RecordedEvent, string> = {
  'workspace.created': 'records.name.workspaceCreated', 'charter.adopted': 'records.name.charterAdopted', 'charter.stopped': 'records.name.charterStopped',
  'member.invited': 'records.name.memberInvited', 'member.joined': 'records.name.memberJoined', 'member.changed': 'records.name.memberChanged', 'member.flagged': 'records.name.memberFlagged',
  'member.removed': 'records.name.memberRemoved', 'invitation.revoked': 'records.name.invitationRevoked',
  'draft.created': 'records.name.draftCreated', 'draft.changed': 'records.name.draftChanged', 'draft.advanced': 'records.name.draftAdvanced', 'draft.recovered': 'records.name.draftRecovered', 'clause.linked': 'records.name.clauseLinked',
  'clause.restored': 'records.name.clauseRestored', 'clause.corrected': 'records.name.clauseCorrected', 'draft.restored': 'records.name.draftRestored', 'version.named': 'records.name.versionNamed',
  'thread.resolved': 'records.name.threadResolved', 'thread.reopened': 'records.name.threadReopened',
  'amendment.lodged': 'records.name.amendmentLodged', 'amendment.rebased': 'records.name.amendmentRebased', 'amendment.sealed': 'records.name.amendmentSealed', 'amendment.settled': 'records.name.amendmentSettled', 'amendment.answered': 'records.name.amendmentAnswered',
  'amendment.decided': 'records.name.amendmentDecided', 'amendment.consolidated': 'records.name.amendmentConsolidated', 'amendment.linked': 'records.name.amendmentLinked', 'amendment.unlinked': 'records.name.amendmentUnlinked',
  'proposal.opened': 'records.name.proposalOpened', 'roll.flagged': 'records.name.rollFlagged', 'proposal.closed': 'records.name.proposalClosed', 'ballot.cast': 'records.name.ballotCast',
  'proxy.named': 'records.name.proxyNamed', 'proxy.ended': 'records.name.proxyEnded',
  'proposal.extended': 'records.name.proposalExtended', 'objection.raised': 'records.name.objectionRaised', 'objection.answered': 'records.name.objectionAnswered', 'objection.withdrawn': 'records.name.objectionWithdrawn', 'objection.upheld': 'records.name.objectionUpheld',
}

const amendmentDecided: Readonly<Record<string, string>> = {
  agreedTo: 'records.act.amendmentAgreedTo', disagreedTo: 'records.act.amendmentDisagreedTo', withdrawn: 'records.act.amendmentWithdrawn', notCalled: 'records.act.amendmentNotCalled',
}

/** Acts that are told in other words by what their facts say; undefined: as always. */
const otherwise: Partial<Record<RecordedEvent, (entry: RecordEntryView) => string | false | undefined>> = {
  'draft.recovered': ({ actor }) => !actor && 'records.act.draftRecoveredByOperator',
  'charter.adopted': ({ ids }) => ids['proposalId'] !== undefined && 'records.act.charterDecided',
  'proposal.closed': ({ actor, facts }) => facts['for'] === undefined
    ? actor ? 'records.act.proposalDecided' : 'records.act.proposalDecidedAtDeadline'
    : !actor && 'records.act.proposalExpired',
  'ballot.cast': ({ facts }) => {
    if (facts['electorId'] !== undefined) return 'records.act.ballotCastByProxy'
    if (facts['choice'] === undefined) return 'records.act.ballotCastHidden'
    return Number(facts['revision']) > 1 && 'records.act.ballotChanged'
  },
  'member.joined': ({ actor, ids }) => ids['userId'] !== undefined && actor !== null && actor.id !== ids['userId'] && 'records.act.memberTaken',
  'amendment.lodged': ({ ids }) => ids['amendsId'] !== undefined && 'records.act.amendmentLodgedTo',
  'amendment.settled': ({ facts }) => facts['accepted'] !== true ? 'records.act.amendmentRejected' : Number(facts['left']) > 0 && 'records.act.amendmentSettledInPart',
  'amendment.answered': ({ facts }) => facts['accepted'] !== true ? 'records.act.amendmentAnsweredNot' : Number(facts['left']) > 0 && 'records.act.amendmentAnsweredInPart',
  'amendment.decided': ({ facts }) => facts['by'] !== undefined ? 'records.act.amendmentPreempted' : amendmentDecided[String(facts['outcome'])],
}

const keyOf = (entry: RecordEntryView): string => otherwise[entry.name]?.(entry) || sentences[entry.name]

/** Why somebody did it, in their words, if they said. An opening says under this name whether its ballots must say why. */
export const reasonOf = ({ name, facts }: RecordEntryView): string | null => (name !== 'proposal.opened' && typeof facts['reason'] === 'string' ? facts['reason'] : null)

const lengthOf = (value: unknown) => (Array.isArray(value) ? value.length : 0)

/** Reads the facts of an act; what is not there is left out. */
export function factsOf(entry: RecordEntryView): Act {
  const { name, facts } = entry
  const given = facts as { number?: number; from?: unknown; to?: unknown; outcome?: Outcome; choice?: Choice; name?: string; role?: StakeholderRole | null; functions?: MemberFunction[] }
  const numbers = Object.entries(facts).filter((pair): pair is [string, number] => typeof pair[1] === 'number')
  const counts = { ...Object.fromEntries(numbers), challengeCount: lengthOf(facts['challengeIds']), measureCount: lengthOf(facts['measureIds']) }
  return {
    key: keyOf(entry), counts,
    ...(given.number !== undefined && { number: given.number }), ...(given.outcome && { outcome: given.outcome }), ...(given.choice && { choice: given.choice }), ...(given.name && { title: given.name }),
    ...(typeof facts['electorId'] === 'string' && { electorId: facts['electorId'] }),
    ...(name === 'draft.advanced' && { from: given.from as Stage, to: given.to as Stage }),
    ...(name === 'draft.changed' && { language: facts['language'] as NonNullable<Act['language']> }),
    ...(name === 'member.changed' && { before: given.from as Standing, standing: given.to as Standing }),
    ...(given.functions && { standing: { role: given.role ?? null, functions: given.functions } }),
  }
}

import { type AmendmentState, isUndecided, isUnsealed } from '#domain/amendments/states.ts'
import type { MemberFunction, Party, Stage, StakeholderRole } from './roles.ts'

/** A person as a decision sees them: who, and what they are in the workspace of the subject. */
export interface Actor {
  readonly userId: string | null
  readonly membership: { readonly memberId: string; readonly role: StakeholderRole | null; readonly functions: readonly MemberFunction[] } | null
}

/** The facts a decision may rest on. Subject loaders fill it; conditions read it; nothing here touches a database. */
export interface Subject {
  readonly workspaceId: string
  readonly draftId?: string
  readonly stage?: Stage
  readonly authorId?: string | null
  readonly clause?: { readonly id: string; readonly atRestFor: string | null }
  readonly thread?: { readonly id: string; readonly resolved: boolean }
  readonly amendment?: { readonly id: string; readonly state: AmendmentState; readonly isSponsor: boolean }
  readonly proposal?: { readonly id: string; readonly open: boolean; readonly closesAt: Date; readonly onRoll: boolean }
}

export const conditionNames = ['authorOnly', 'clauseNotAtRest', 'threadOpen', 'proposalOpen', 'undecided', 'onTheRoll', 'sponsorOnly', 'amendmentUnsealed', 'amendmentLodged', 'amendmentUndecided'] as const
export type ConditionName = (typeof conditionNames)[number]

/** Conditions a grant can name. Each answers for itself; a missing fact counts as not holding. */
export const conditions: Record<ConditionName, (actor: Actor, subject: Subject, now: Date) => boolean> = {
  authorOnly: (actor, subject) => actor.userId !== null && subject.authorId === actor.userId,
  clauseNotAtRest: (_actor, subject) => !subject.clause?.atRestFor,
  threadOpen: (_actor, subject) => subject.thread?.resolved === false,
  proposalOpen: (_actor, subject, now) => subject.proposal?.open === true && now < subject.proposal.closesAt,
  // A consent round whose time is over waits for answers to its objections: open to those, closed to ballots.
  undecided: (_actor, subject) => subject.proposal?.open === true,
  onTheRoll: (_actor, subject) => subject.proposal?.onRoll === true,
  sponsorOnly: (_actor, subject) => subject.amendment?.isSponsor === true,
  amendmentUnsealed: (_actor, subject) => subject.amendment !== undefined && isUnsealed(subject.amendment.state),
  amendmentLodged: (_actor, subject) => subject.amendment?.state === 'lodged',
  amendmentUndecided: (_actor, subject) => subject.amendment !== undefined && isUndecided(subject.amendment.state),
}

/** The parties an actor stands for in this workspace; everyone is also the public. */
export const partiesOf = (actor: Actor): readonly Party[] => {
  const { membership } = actor
  if (!membership) return ['public']
  return [...(membership.role ? [membership.role] : []), ...membership.functions, 'public']
}

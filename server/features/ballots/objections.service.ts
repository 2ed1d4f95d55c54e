import { Refusal } from '#domain/errors.ts'
import type { Permit } from '#server/authorize/authorize.ts'
import type { Context, Tx } from '#server/db/context.ts'
import { closeOnceAnswered } from '#server/features/proposals/closing.service.ts'
import { objectionAct } from './ballots.events.ts'
import * as ballots from './ballots.repository.ts'

export const find = (tx: Tx, objectionId: string) => ballots.objection(tx, objectionId)

/** Answers an objection in words: it no longer suspends the decision. The round is decided with it if its time is over and nothing else waits. */
export async function answer(permit: Permit<'objection.answer'>, context: Context, objectionId: string, words: string): Promise<void> {
  const objection = await requireState(context, objectionId, 'standing')
  if (permit.actor.userId === null) throw new Error('an objection is answered by somebody')
  await ballots.changeObjection(context.tx, objectionId, { state: 'answered', answer: words, answeredById: permit.actor.userId, answeredAt: context.now })
  context.record(objectionAct('objection.answered', aboutOf(permit, objection.proposalId), objectionId))
  await closeOnceAnswered(context, objection.proposalId)
}

/** Takes one's own objection back, standing or answered, until the round is decided. */
export async function withdraw(permit: Permit<'objection.withdraw'>, context: Context, objectionId: string): Promise<void> {
  const objection = await requireState(context, objectionId, 'standing', 'answered')
  await ballots.changeObjection(context.tx, objectionId, { state: 'withdrawn', withdrawnAt: context.now })
  context.record(objectionAct('objection.withdrawn', aboutOf(permit, objection.proposalId), objectionId))
  await closeOnceAnswered(context, objection.proposalId)
}

/** Keeps one's own answered objection as a dissent that is published with the decision; stops nothing. */
export async function uphold(permit: Permit<'objection.uphold'>, context: Context, objectionId: string): Promise<void> {
  const objection = await requireState(context, objectionId, 'answered')
  if (objection.upheld) return
  await ballots.changeObjection(context.tx, objectionId, { upheldAt: context.now })
  context.record(objectionAct('objection.upheld', aboutOf(permit, objection.proposalId), objectionId))
}

async function requireState(context: Context, objectionId: string, ...states: string[]): Promise<ballots.Objection> {
  const objection = await ballots.objection(context.tx, objectionId, 'lock')
  if (!objection || !states.includes(objection.state)) throw new Refusal('conflict', 'This has become of the objection already', { because: 'objectionState' })
  return objection
}

const aboutOf = ({ subject }: Permit<'objection.answer'> | Permit<'objection.withdraw'> | Permit<'objection.uphold'>, proposalId: string) =>
  ({ workspaceId: subject.workspaceId, draftId: subject.draftId ?? null, proposalId })

import type { Capability, Charter } from '#domain/charter/charter.ts'
import type { Actor, Subject } from '#domain/charter/conditions.ts'
import { decide, type Reason } from '#domain/charter/decide.ts'
import { Refusal } from '#domain/errors.ts'
import type { Tx } from '#server/db/context.ts'
import { type Standing, standingIn, standingsIn } from './standing.repository.ts'

declare const granted: unique symbol

/** Proof that a right was asked for and granted. Only `authorize` makes one; every service demands the one of its act. */
export interface Permit<C extends Capability> {
  readonly [granted]: C
  readonly actor: Actor
  readonly charter: Charter
  readonly subject: Subject
}

/** Proof that somebody is signed in, for acts that need no right in a workspace. */
export interface SignedIn { readonly [granted]: 'signedIn'; readonly userId: string }

export function requireSignedIn(userId: string | null): SignedIn {
  if (userId === null) throw new Refusal('unauthenticated', 'Sign in first')
  return { userId } as SignedIn
}

/** Asks the charter of the subject's workspace. Refuses as `notFound` what the person may not even see (rule R19). */
export async function authorize<C extends Capability>(tx: Tx, userId: string | null, capability: C, subject: Subject, now: Date): Promise<Permit<C>> {
  return permitFor(await standingIn(tx, subject.workspaceId, userId), userId, capability, subject, now)
}

/** Asks for many people at once, about subjects in one workspace: for each, in their order, the proof or the refusal. */
export async function authorizeEach<C extends Capability>(tx: Tx, capability: C, asked: readonly { readonly userId: string; readonly subject: Subject }[], now: Date): Promise<(Permit<C> | Refusal)[]> {
  const standings = await standingsIn(tx, asked[0]?.subject.workspaceId ?? '', asked.map(({ userId }) => userId))
  return asked.map(({ userId, subject }) => {
    try {
      return permitFor(standings.get(userId) ?? null, userId, capability, subject, now)
    } catch (error) {
      if (error instanceof Refusal) return error
      throw error
    }
  })
}

function permitFor<C extends Capability>(standing: Standing | null, userId: string | null, capability: C, subject: Subject, now: Date): Permit<C> {
  if (!standing) throw hidden(userId)
  const { charter, actor } = standing
  const decision = decide(charter, actor, capability, subject, now)
  if (decision.allowed) return { charter, actor, subject } as Permit<C>
  const sight: Capability = subject.draftId ? 'draft.read' : 'workspace.read'
  if (!decide(charter, actor, sight, subject, now).allowed) throw hidden(userId)
  throw new Refusal(codeOf(decision.because), `Not permitted: ${capability}`, { capability, because: decision.because, stages: decision.stages ?? [] })
}

/** The same answer for what is not there and for what may not be seen; who is not signed in is asked to do that first. */
export const hidden = (userId: string | null) =>
  userId === null ? new Refusal('unauthenticated', 'Sign in first') : new Refusal('notFound', 'There is nothing here that you may see')

function codeOf(because: Reason) {
  switch (because) {
    case 'signIn': return 'unauthenticated'
    case 'stage': return 'wrongStage'
    case 'clauseNotAtRest': return 'locked'
    case 'proposalOpen': case 'undecided': case 'threadOpen': case 'amendmentUnsealed': case 'amendmentLodged': return 'conflict'
    default: return 'forbidden'
  }
}

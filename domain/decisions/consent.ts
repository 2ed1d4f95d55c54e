import type { Verdict } from './result.ts'

export const objectionStates = ['standing', 'answered', 'withdrawn'] as const
/** Standing until it is answered in words or its author withdraws it. */
export interface ObjectionState { readonly state: (typeof objectionStates)[number] }

export interface ConsentDetail { readonly kind: 'consent'; readonly standing: number; readonly answered: number; readonly withdrawn: number }

/** Whether a consent round cannot be decided yet: an objection waits for its answer. */
export const isSuspended = (objections: readonly ObjectionState[]): boolean => objections.some(({ state }) => state === 'standing')

/**
 * Consent: it passes unless a reasoned objection stands. An objection suspends the decision until somebody answers for the proposal in
 * words, or its author withdraws it. It is no veto: once answered it does not stop the proposal, whether or not its author is convinced;
 * an author who is not may uphold it, and it is published with the decision as a dissent. A round that is ended while an objection
 * still waits for an answer has not found consent: rejected.
 */
export function consentResult(objections: readonly ObjectionState[]): Verdict {
  const count = (state: ObjectionState['state']) => objections.filter((objection) => objection.state === state).length
  const detail: ConsentDetail = { kind: 'consent', standing: count('standing'), answered: count('answered'), withdrawn: count('withdrawn') }
  if (detail.standing > 0) return { outcome: 'rejected', because: 'objectionStands', detail }
  return { outcome: 'adopted', because: detail.answered > 0 ? 'objectionsAnswered' : 'noObjection', detail }
}

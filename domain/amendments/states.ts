/**
 * The way of an amendment (`glossary.md`): its sponsors draft it, hand it in, and have its words fixed; then it is decided, and what was
 * agreed to is written into the draft. Only withdrawing goes past a state.
 */
export const amendmentStates = ['drafting', 'lodged', 'sealed', 'decided', 'consolidated'] as const
export type AmendmentState = (typeof amendmentStates)[number]

/** `agreedToInPart`: some of its pieces were accepted without a vote, the others rejected. */
export const amendmentOutcomes = ['agreedTo', 'agreedToInPart', 'disagreedTo', 'withdrawn', 'notCalled'] as const
export type AmendmentOutcome = (typeof amendmentOutcomes)[number]

/** Who may read it while it is being drafted: its sponsors, everyone of their stakeholder role (a caucus), or whoever may read the draft. */
export const opennesses = ['sponsors', 'role', 'all'] as const
export type Openness = (typeof opennesses)[number]

/** Nothing was decided on it: its sponsors may still take it back. */
export const isUndecided = (state: AmendmentState): boolean => state !== 'decided' && state !== 'consolidated'

/** The words may still change. */
export const isUnsealed = (state: AmendmentState): boolean => state === 'drafting' || state === 'lodged'

/** It is handed in and waits for its decision. */
export const awaitsDecision = (state: AmendmentState): boolean => state === 'lodged' || state === 'sealed'

/** Whether somebody who may read the draft may read this amendment: anyone once it is handed in, before only those it is open to. */
export const maySee = (amendment: { readonly state: AmendmentState; readonly openTo: Openness; readonly role: string | null; readonly lodged: boolean }, reader: { readonly isSponsor: boolean; readonly role: string | null }): boolean =>
  amendment.lodged || amendment.openTo === 'all' || reader.isSponsor || (amendment.openTo === 'role' && amendment.role !== null && amendment.role === reader.role)

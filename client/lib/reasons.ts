import { useTranslation } from 'react-i18next'
import type { Capability } from '#domain/charter/charter.ts'
import type { Decision, Reason } from '#domain/charter/decide.ts'
import { Refusal, type RefusalCode } from '#domain/errors.ts'
import { type Stage, stages } from '#domain/charter/roles.ts'

const reasonKeys: Record<Reason, string> = {
  signIn: 'refusals.because.signIn', notMember: 'refusals.because.notMember', role: 'refusals.because.role', stage: 'refusals.because.stage', authorOnly: 'refusals.because.authorOnly',
  clauseNotAtRest: 'refusals.because.clauseNotAtRest', threadOpen: 'refusals.because.threadOpen', proposalOpen: 'refusals.because.proposalOpen', onTheRoll: 'refusals.because.onTheRoll',
  sponsorOnly: 'refusals.because.sponsorOnly', amendmentUnsealed: 'refusals.because.amendmentUnsealed', amendmentLodged: 'refusals.because.amendmentLodged', amendmentUndecided: 'refusals.because.amendmentUndecided',
  undecided: 'refusals.because.undecided',
}
// Grounds of a refusal beyond those of the charter: what exactly stood in the way.
const groundKeys: Record<string, string> = {
  ...reasonKeys, lastFacilitator: 'refusals.because.lastFacilitator', member: 'refusals.because.member', accepted: 'refusals.because.invitationUsed', expired: 'refusals.because.invitationExpired',
  revoked: 'refusals.because.invitationRevoked', deadline: 'refusals.because.deadline', quorum: 'refusals.because.quorum', noElectors: 'refusals.because.noElectors',
  openProposal: 'refusals.because.openProposal', openInDraft: 'refusals.because.openInDraft', openOnCharter: 'refusals.because.openOnCharter',
  charterMoved: 'refusals.because.charterMoved', charterUnchanged: 'refusals.because.charterUnchanged', charterRoles: 'refusals.because.charterRoles', charterConditions: 'refusals.because.charterConditions',
  charterStages: 'refusals.because.charterStages', charterRules: 'refusals.because.charterRules', charterStranded: 'refusals.because.charterStranded',
  hash: 'refusals.because.hash', anchor: 'refusals.because.anchor', moved: 'refusals.because.moved', notInOrder: 'refusals.because.notInOrder', offline: 'refusals.because.offline',
  nothingChanged: 'refusals.because.nothingChanged', textMoved: 'refusals.because.textMoved', needsOther: 'refusals.because.needsOther', lastSponsor: 'refusals.because.lastSponsor', settled: 'refusals.because.settled', isVotedOn: 'refusals.because.isVotedOn', notSealed: 'refusals.because.notSealed', notClean: 'refusals.because.notClean', onAmendment: 'refusals.because.onAmendment', linkUndecided: 'refusals.because.linkUndecided', linkedToItself: 'refusals.because.linkedToItself',
  proxyInSecret: 'refusals.because.proxyInSecret', proxyInConsent: 'refusals.because.proxyInConsent', proxyOneself: 'refusals.because.proxyOneself', proxyNotOnRoll: 'refusals.because.proxyNotOnRoll', proxyHasVoted: 'refusals.because.proxyHasVoted', proxyGiven: 'refusals.because.proxyGiven',
  proxyGiverHolds: 'refusals.because.proxyGiverHolds', proxyHolderHolds: 'refusals.because.proxyHolderHolds', proxyHolderGave: 'refusals.because.proxyHolderGave', noProxy: 'refusals.because.noProxy', noProxies: 'refusals.because.noProxies', proxyUsed: 'refusals.because.proxyUsed',
  notAdopted: 'refusals.because.notAdopted', notThere: 'refusals.because.notThere', notOnce: 'refusals.because.notOnce', samePoint: 'refusals.because.samePoint', notPlain: 'refusals.because.notPlain', tooManyLetters: 'refusals.because.tooManyLetters', figures: 'refusals.because.figures', operativeWord: 'refusals.because.operativeWord',
  alternatives: 'refusals.because.alternatives', threshold: 'refusals.because.threshold', concurrentRoles: 'refusals.because.concurrentRoles', rule: 'refusals.because.rule', consentIsOpen: 'refusals.because.consentIsOpen', reasonIsOpen: 'refusals.because.reasonIsOpen', turnoutIsHidden: 'refusals.because.turnoutIsHidden', rollTooSmall: 'refusals.because.rollTooSmall',
  roleTooSmall: 'refusals.because.roleTooSmall', shortened: 'refusals.because.shortened', earlyClose: 'refusals.because.earlyClose', reasonMissing: 'refusals.because.reasonMissing', castSecretly: 'refusals.because.castSecretly', idempotencyKey: 'refusals.because.idempotencyKey', objectionState: 'refusals.because.objectionState',
}
const codeKeys: Record<RefusalCode, string> = {
  unauthenticated: 'refusals.code.unauthenticated', forbidden: 'refusals.code.forbidden', notFound: 'refusals.code.notFound', invalid: 'refusals.code.invalid', tooLarge: 'refusals.code.tooLarge', conflict: 'refusals.code.conflict',
  wrongStage: 'refusals.code.wrongStage', locked: 'refusals.code.locked', tooMany: 'refusals.code.tooMany', unavailable: 'refusals.code.unavailable',
}
const stageKeys: Record<Stage, string> = {
  drafting: 'ui.stage.drafting', consultation: 'ui.stage.consultation', deliberation: 'ui.stage.deliberation', voting: 'ui.stage.voting', adopted: 'ui.stage.adopted',
}

const isStage = (value: unknown): value is Stage => (stages as readonly unknown[]).includes(value)

function useGround() {
  const { t, i18n } = useTranslation()
  return (because: string, atStages: readonly unknown[]) => {
    const names = atStages.filter(isStage).map((stage) => t(stageKeys[stage]))
    return t(groundKeys[because] ?? codeKeys.forbidden, { stages: new Intl.ListFormat(i18n.language, { type: 'disjunction' }).format(names) })
  }
}

/** Why something may not be done, in a sentence; empty when it may. */
export function useReason(): (decision: Decision, capability: Capability) => string {
  const ground = useGround()
  return (decision) => (decision.allowed ? '' : ground(decision.because, decision.stages ?? []))
}

/** Why a request failed, in a sentence. */
export function useRefusalSentence(): (error: unknown) => string {
  const { t } = useTranslation()
  const ground = useGround()
  return (error) => {
    if (!(error instanceof Refusal)) return t(codeKeys.unavailable)
    const because = error.details['because']
    const atStages = error.details['stages']
    return typeof because === 'string' && because in groundKeys ? ground(because, Array.isArray(atStages) ? atStages : []) : t(codeKeys[error.code])
  }
}

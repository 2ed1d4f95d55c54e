import { useTranslation } from 'react-i18next'
import type { Capability, DecisionRule } from '#domain/charter/charter.ts'
import type { ConditionName } from '#domain/charter/conditions.ts'

const capabilityKeys: Record<Capability, string> = {
  'workspace.read': 'charters.may.workspaceRead', 'charter.read': 'charters.may.charterRead', 'charter.change': 'charters.may.charterChange', 'record.read': 'charters.may.recordRead',
  'member.read': 'charters.may.memberRead', 'member.invite': 'charters.may.memberInvite', 'member.change': 'charters.may.memberChange', 'member.remove': 'charters.may.memberRemove',
  'draft.read': 'charters.may.draftRead', 'draft.create': 'charters.may.draftCreate', 'draft.advance': 'charters.may.draftAdvance',
  'clause.edit': 'charters.may.clauseEdit', 'clause.link': 'charters.may.clauseLink', 'clause.correct': 'charters.may.clauseCorrect',
  'version.name': 'charters.may.versionName', 'version.restore': 'charters.may.versionRestore',
  'comment.write': 'charters.may.commentWrite', 'comment.edit': 'charters.may.commentEdit', 'comment.resolve': 'charters.may.commentResolve',
  'amendment.move': 'charters.may.amendmentMove', 'amendment.edit': 'charters.may.amendmentEdit', 'amendment.support': 'charters.may.amendmentSupport', 'amendment.settle': 'charters.may.amendmentSettle', 'amendment.withdraw': 'charters.may.amendmentWithdraw',
  'proposal.open': 'charters.may.proposalOpen', 'proposal.close': 'charters.may.proposalClose', 'ballot.cast': 'charters.may.ballotCast',
  'proposal.extend': 'charters.may.proposalExtend', 'objection.answer': 'charters.may.objectionAnswer', 'objection.withdraw': 'charters.may.objectionWithdraw', 'objection.uphold': 'charters.may.objectionUphold',
}
const conditionKeys: Record<ConditionName, string> = {
  authorOnly: 'charters.condition.authorOnly', clauseNotAtRest: 'charters.condition.clauseNotAtRest', threadOpen: 'charters.condition.threadOpen',
  proposalOpen: 'charters.condition.proposalOpen', undecided: 'charters.condition.undecided', onTheRoll: 'charters.condition.onTheRoll',
  sponsorOnly: 'charters.condition.sponsorOnly', amendmentUnsealed: 'charters.condition.amendmentUnsealed', amendmentLodged: 'charters.condition.amendmentLodged', amendmentUndecided: 'charters.condition.amendmentUndecided',
}
const ruleKeys: Record<DecisionRule, { name: string; means: string }> = {
  simpleMajority: { name: 'charters.rule.simpleMajority', means: 'charters.ruleMeans.simpleMajority' },
  twoThirds: { name: 'charters.rule.twoThirds', means: 'charters.ruleMeans.twoThirds' },
  concurrent: { name: 'charters.rule.concurrent', means: 'charters.ruleMeans.concurrent' },
  absoluteMajority: { name: 'charters.rule.absoluteMajority', means: 'charters.ruleMeans.absoluteMajority' },
  qualifiedMajority: { name: 'charters.rule.qualifiedMajority', means: 'charters.ruleMeans.qualifiedMajority' },
  consent: { name: 'charters.rule.consent', means: 'charters.ruleMeans.consent' },
  score: { name: 'charters.rule.score', means: 'charters.ruleMeans.score' },
  instantRunoff: { name: 'charters.rule.instantRunoff', means: 'charters.ruleMeans.instantRunoff' },
  schulze: { name: 'charters.rule.schulze', means: 'charters.ruleMeans.schulze' },
}

/** The charter's closed lists in words. */
export function useCharterWords() {
  const { t } = useTranslation()
  return {
    capability: (capability: Capability) => t(capabilityKeys[capability]),
    condition: (name: ConditionName) => t(conditionKeys[name]),
    ruleName: (rule: DecisionRule) => t(ruleKeys[rule].name),
    ruleMeans: (rule: DecisionRule, groups: string) => t(ruleKeys[rule].means, { groups }),
  }
}

/** Capabilities as a reader looks for them: by what they are about. */
export const areas: readonly { readonly key: string; readonly capabilities: readonly Capability[] }[] = [
  { key: 'charters.area.text', capabilities: ['draft.read', 'clause.edit', 'clause.link', 'clause.correct', 'version.name', 'version.restore', 'draft.create', 'draft.advance'] },
  { key: 'charters.area.discussion', capabilities: ['comment.write', 'comment.edit', 'comment.resolve'] },
  { key: 'charters.area.amendments', capabilities: ['amendment.move', 'amendment.edit', 'amendment.support', 'amendment.settle', 'amendment.withdraw'] },
  { key: 'charters.area.votes', capabilities: ['ballot.cast', 'proposal.open', 'proposal.extend', 'proposal.close', 'objection.answer', 'objection.withdraw', 'objection.uphold'] },
  { key: 'charters.area.people', capabilities: ['workspace.read', 'member.read', 'member.invite', 'member.change', 'member.remove'] },
  { key: 'charters.area.order', capabilities: ['charter.read', 'charter.change', 'record.read'] },
]

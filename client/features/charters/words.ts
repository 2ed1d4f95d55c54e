import { useTranslation } from 'react-i18next'
import type { Capability, DecisionRule } from '#domain/charter/charter.ts'
import type { ConditionName } from '#domain/charter/conditions.ts'

const capabilityKeys: Record<Capability, string> = {
  'workspace.read': 'charters.may.workspaceRead', 'charter.read': 'charters.may.charterRead', 'record.read': 'charters.may.recordRead',
  'member.read': 'charters.may.memberRead', 'member.invite': 'charters.may.memberInvite', 'member.change': 'charters.may.memberChange', 'member.remove': 'charters.may.memberRemove',
  'draft.read': 'charters.may.draftRead', 'draft.create': 'charters.may.draftCreate', 'draft.advance': 'charters.may.draftAdvance',
  'clause.edit': 'charters.may.clauseEdit', 'clause.link': 'charters.may.clauseLink',
  'version.name': 'charters.may.versionName', 'version.restore': 'charters.may.versionRestore',
  'comment.write': 'charters.may.commentWrite', 'comment.edit': 'charters.may.commentEdit', 'comment.resolve': 'charters.may.commentResolve',
  'amendment.move': 'charters.may.amendmentMove', 'amendment.edit': 'charters.may.amendmentEdit', 'amendment.support': 'charters.may.amendmentSupport', 'amendment.settle': 'charters.may.amendmentSettle',
  'proposal.open': 'charters.may.proposalOpen', 'proposal.close': 'charters.may.proposalClose', 'ballot.cast': 'charters.may.ballotCast',
}
const conditionKeys: Record<ConditionName, string> = {
  authorOnly: 'charters.condition.authorOnly', clauseNotAtRest: 'charters.condition.clauseNotAtRest', threadOpen: 'charters.condition.threadOpen',
  proposalOpen: 'charters.condition.proposalOpen', onTheRoll: 'charters.condition.onTheRoll',
  sponsorOnly: 'charters.condition.sponsorOnly', amendmentUnsealed: 'charters.condition.amendmentUnsealed', amendmentLodged: 'charters.condition.amendmentLodged',
}
const ruleKeys: Record<DecisionRule, { name: string; means: string }> = {
  simpleMajority: { name: 'charters.rule.simpleMajority', means: 'charters.ruleMeans.simpleMajority' },
  twoThirds: { name: 'charters.rule.twoThirds', means: 'charters.ruleMeans.twoThirds' },
  concurrent: { name: 'charters.rule.concurrent', means: 'charters.ruleMeans.concurrent' },
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
  { key: 'charters.area.text', capabilities: ['draft.read', 'clause.edit', 'clause.link', 'version.name', 'version.restore', 'draft.create', 'draft.advance'] },
  { key: 'charters.area.discussion', capabilities: ['comment.write', 'comment.edit', 'comment.resolve'] },
  { key: 'charters.area.amendments', capabilities: ['amendment.move', 'amendment.edit', 'amendment.support', 'amendment.settle'] },
  { key: 'charters.area.votes', capabilities: ['ballot.cast', 'proposal.open', 'proposal.close'] },
  { key: 'charters.area.people', capabilities: ['workspace.read', 'member.read', 'member.invite', 'member.change', 'member.remove'] },
  { key: 'charters.area.order', capabilities: ['charter.read', 'record.read'] },
]

import { useTranslation } from 'react-i18next'
import { useFormat } from '#client/lib/format.ts'
import { useRoleNames } from '#client/ui/roles.ts'
import type { DecisionRule } from '#domain/charter/charter.ts'
import type { ProposalSummary } from '#domain/contract/proposals.ts'
import type { Choice, Ground, Outcome } from '#domain/decisions/tally.ts'

const ruleKeys: Record<DecisionRule, string> = { simpleMajority: 'proposals.rule.simpleMajority', twoThirds: 'proposals.rule.twoThirds', concurrent: 'proposals.rule.concurrent' }
const ruleNameKeys: Record<DecisionRule, string> = { simpleMajority: 'proposals.ruleName.simpleMajority', twoThirds: 'proposals.ruleName.twoThirds', concurrent: 'proposals.ruleName.concurrent' }
const groundKeys: Record<Ground, string> = {
  majority: 'proposals.ground.majority', noMajority: 'proposals.ground.noMajority', noTwoThirds: 'proposals.ground.noTwoThirds',
  groupWithoutMajority: 'proposals.ground.groupWithoutMajority', noQuorum: 'proposals.ground.noQuorum', noBallots: 'proposals.ground.noBallots',
}
const outcomeKeys: Record<Outcome, string> = { adopted: 'proposals.outcome.adopted', rejected: 'proposals.outcome.rejected', invalid: 'proposals.outcome.invalid' }
const choiceKeys: Record<Choice, string> = { for: 'proposals.choice.for', against: 'proposals.choice.against', abstention: 'proposals.choice.abstention' }

export const outcomeTone = { adopted: 'ok', rejected: 'error', invalid: 'warn' } as const

/** Rules, counts and results of a vote as sentences. */
export function useSentences() {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useRoleNames()
  const counts = ({ tally }: ProposalSummary) => format.list([
    t('proposals.countFor', { count: tally.for }), t('proposals.countAgainst', { count: tally.against }), t('proposals.countAbstention', { count: tally.abstention }),
  ])
  return {
    choice: (choice: Choice) => t(choiceKeys[choice]),
    outcome: (outcome: Outcome) => t(outcomeKeys[outcome]),
    ruleName: (rule: DecisionRule) => t(ruleNameKeys[rule]),
    rule: ({ rule, quorum, tally }: Pick<ProposalSummary, 'rule' | 'quorum' | 'tally'>) =>
      [t(ruleKeys[rule]), quorum > 0 ? t('proposals.quorumNeeded', { count: quorum, electors: tally.electors }) : t('proposals.noQuorum'), t('proposals.abstentionMeans')].join(' '),
    /** "Adopted: 7 for, 2 against and 1 abstention; more for than against in all and in each of the groups. 10 of 11 electors took part." */
    result: (proposal: ProposalSummary) => proposal.result && t('proposals.resultSentence', {
      outcome: t(outcomeKeys[proposal.result.outcome]), counts: counts(proposal),
      ground: t(groundKeys[proposal.result.because], { groups: format.list(proposal.result.groupsWithoutMajority.map((role) => names[role])), quorum: proposal.quorum }),
      cast: proposal.tally.cast, electors: proposal.tally.electors,
    }),
  }
}

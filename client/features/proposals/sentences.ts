import { useTranslation } from 'react-i18next'
import { useFormat, useLocalized } from '#client/lib/format.ts'
import { useRoleNames } from '#client/ui/roles.ts'
import type { ProposalSummary, ProposalView } from '#domain/contract/proposals.ts'
import type { BallotContent } from '#domain/decisions/ballot.ts'
import { type Alternative, amendmentNumber, keepId, type Method, type Minimum, neededOf } from '#domain/decisions/method.ts'
import type { Outcome } from '#domain/decisions/result.ts'

type Named = Omit<Alternative, 'words'>

export const outcomeTone = { adopted: 'ok', rejected: 'error', invalid: 'warn' } as const

/** Ballots, rules, counts and results of a vote as sentences. */
export function useSentences() {
  const { t } = useTranslation()
  const format = useFormat()
  const localized = useLocalized()
  const names = useRoleNames()
  const alternative = (id: string, alternatives: readonly Named[]) => {
    const own = alternatives.find((one) => one.id === id)
    const number = own && amendmentNumber(own)
    if (id === keepId) return t(alternatives.some(({ amendmentId }) => amendmentId) ? 'proposals.keepTheText' : 'proposals.keepText')
    return number ? t('proposals.amendmentNamed', { number, title: own.label }) : own?.label ?? id
  }
  const method = (own: Method): string => {
    if (own.kind === 'ranked') return t(`proposals.means.${own.count}`)
    if (own.kind !== 'majority') return t(`proposals.means.${own.kind}`)
    const { threshold, concurrent } = own
    const share = threshold.kind === 'qualified' ? { numerator: threshold.numerator, denominator: threshold.denominator } : {}
    const roles = concurrent && t('proposals.means.concurrent', { count: concurrent.atLeast, of: concurrent.roles.length, roles: format.list(concurrent.roles.map((role) => names[role])) })
    return [t(`proposals.means.${threshold.kind}`, share), roles, t('proposals.abstentionMeans')].filter(Boolean).join(' ')
  }
  const minimum = (own: Minimum, electors?: number) => (own.kind === 'share'
    ? t('proposals.quorumShare', { percent: format.percent(own.percent / 100), count: electors === undefined ? 0 : neededOf(own, electors) })
    : t('proposals.quorumNumber', { count: own.electors }))
  const quorum = ({ quorum: { all, roles }, electors }: Pick<ProposalSummary, 'quorum' | 'electors'>): string => {
    const parts = [...(all ? [t('proposals.quorumAll', { minimum: minimum(all, electors), electors })] : []), ...Object.entries(roles).map(([role, own]) => t('proposals.quorumRole', { role: names[role as keyof typeof names], minimum: minimum(own) }))]
    return parts.length > 0 ? parts.join(' ') : t('proposals.noQuorum')
  }
  const counts = ({ tally, method: { kind } }: ProposalSummary) => {
    if (tally?.kind !== 'count') return tally ? t('proposals.countBallots', { count: tally.cast }) : ''
    const of = kind === 'consent' ? ['countConsent', 'countObjection'] as const : ['countFor', 'countAgainst'] as const
    return format.list([t(`proposals.${of[0]}`, { count: tally.for }), t(`proposals.${of[1]}`, { count: tally.against }), t('proposals.countAbstention', { count: tally.abstention })])
  }
  const ground = ({ result, alternatives, method: own }: ProposalSummary) => {
    if (!result) return ''
    const { because, detail, winner, groupsWithoutMajority: without } = result
    const missed = result.quorum.find(({ reached }) => !reached)
    if (because === 'noQuorum' && missed) return t('proposals.ground.noQuorum', { who: missed.role ? names[missed.role] : t('proposals.inAll'), count: missed.cast, needed: missed.needed, electors: missed.electors })
    const values = {
      groups: format.list(without.map((role) => names[role])), winner: winner ? alternative(winner, alternatives) : '',
      count: detail?.kind === 'consent' ? detail.answered : 0, needed: detail?.kind === 'majority' ? detail.needed : 0,
    }
    const agreeing = because === 'majority' && own.kind === 'majority' && own.concurrent
      ? t('proposals.agreeing', { count: own.concurrent.roles.length - without.length, of: own.concurrent.roles.length }) : ''
    return [t(`proposals.ground.${because}`, values), agreeing].filter(Boolean).join(' ')
  }
  const content = (own: BallotContent, alternatives: readonly Named[]): string => {
    if ('choice' in own) return t(`proposals.choice.${own.choice}`)
    if ('position' in own) return t(`proposals.position.${own.position}`)
    if ('scores' in own) return format.list(alternatives.map(({ id }) => t('proposals.scored', { name: alternative(id, alternatives), score: own.scores[id] ?? 0 })))
    return own.ranking.map((rank, index) => `${index + 1}. ${rank.map((id) => alternative(id, alternatives)).join(' = ')}`).join('  ')
  }
  return {
    alternative, content, quorum, counts,
    rule: (proposal: ProposalSummary) => `${method(proposal.method)} ${quorum(proposal)}`,
    outcome: (outcome: Outcome) => t(`proposals.outcome.${outcome}`),
    /** "Adopted: 14 for, 3 against and 2 abstentions. … A majority in 3 of 3 roles. Quorum in all: 12 of 25 needed, 19 took part. 76 % of 25 electors voted." */
    result: (proposal: ProposalSummary) => proposal.result && t('proposals.resultSentence', {
      outcome: t(`proposals.outcome.${proposal.result.outcome}`), counts: counts(proposal), ground: ground(proposal),
      quorum: proposal.result.quorum.filter(({ reached }) => reached).map(({ role, needed, cast, electors }) => t('proposals.quorumReached', { who: role ? names[role] : t('proposals.inAll'), needed, count: cast, electors })).join(' '),
      share: format.percent(proposal.electors === 0 ? 0 : (proposal.cast ?? 0) / proposal.electors), electors: proposal.electors,
    }).replace(/ {2,}/g, ' '),
    /** The draft that a proposal is on, or the charter. */
    place: ({ draftTitle }: ProposalSummary) => (draftTitle ? localized(draftTitle) : t('proposals.theCharter')),
    /** What a decided vote on words, or on a charter, leads to. */
    follows: ({ kind, result, alternatives, charter }: ProposalView) => {
      if (!result) return ''
      if (kind === 'draft') return t(`proposals.follows.draft.${result.outcome}`)
      if (charter) return t(`proposals.follows.charter.${charter.state === 'rejected' ? result.outcome : charter.state}`, { version: charter.before.version + 1 })
      const among = alternatives.length > 0 ? 'among' : 'one'
      const others = alternatives.filter(({ id, amendmentId }) => amendmentId && id !== result.winner)
      return t(`proposals.follows.${among}.${result.outcome}`, { winner: result.winner ? alternative(result.winner, alternatives) : '', others: format.list(others.map(({ id }) => alternative(id, alternatives))) })
    },
    soFar: ({ cast, electors, suspended }: ProposalSummary) => (suspended ? t('proposals.suspendedShort') : cast === null ? t('proposals.soFarSecret', { electors }) : t('proposals.soFar', { cast, electors })),
  }
}

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { stakeholderRoles } from '#domain/charter/roles.ts'
import { type Choice, choices } from '#domain/decisions/ballot.ts'
import { neededOf, type Method, noQuorum, type Quorum, rulesFault, simpleMajority } from '#domain/decisions/method.ts'
import { type Result, resultOf } from '#domain/decisions/result.ts'
import { type RollLine, type Tally, tallyOf, tallyOfCounts } from '#domain/decisions/tally.ts'
import { anyMethod, anyRole, choiceRules, holds, rollOf, voteBy } from './arbitraries.ts'

interface Line { readonly role: RollLine['role']; readonly choice: Choice | null }
interface Rule { readonly method: Method; readonly quorum: Quorum }
const concurrentRoles = ['policymaker', 'ethicist', 'civilSociety'] as const
const twoThirds: Method = { kind: 'majority', threshold: { kind: 'qualified', numerator: 2, denominator: 3 }, concurrent: null }
const absolute: Method = { kind: 'majority', threshold: { kind: 'absolute' }, concurrent: null }
const concurrent = (atLeast = 3): Method => ({ kind: 'majority', threshold: { kind: 'simple' }, concurrent: { roles: concurrentRoles, atLeast } })
const quorum = (electors: number): Quorum => ({ all: { kind: 'number', electors }, roles: {} })

/** A roll in shorthand: `f`or, `a`gainst, `o` abstention, `-` not cast. */
const votes = { f: 'for', a: 'against', o: 'abstention', '-': null } as const
const roll = (lines: Readonly<Partial<Record<RollLine['role'], string>>>): Line[] => stakeholderRoles.flatMap((role) =>
  [...lines[role] ?? ''].map((letter) => ({ role, choice: votes[letter as keyof typeof votes] })))
const counted = (lines: readonly Line[], method: Method = simpleMajority): Tally => tallyOf({ method, alternatives: [] },
  lines.map(({ role, choice }) => ({ role, hasCast: choice !== null })), lines.flatMap(({ role, choice }) => (choice ? [{ role, content: { choice } }] : [])))
const resulting = (lines: readonly Line[], { method = simpleMajority, quorum: asked = noQuorum }: Partial<Rule>): Result =>
  resultOf(counted(lines, method), { method, quorum: asked, alternatives: [] })
const decided = (lines: Parameters<typeof roll>[0], rule: Partial<Rule>) => {
  const { outcome, because, groupsWithoutMajority } = resulting(roll(lines), rule)
  return [outcome, because, ...groupsWithoutMajority]
}

test('a roll is counted in all and for each role on it', () => {
  expect(counted(roll({ policymaker: 'ffa-', ethicist: 'o' }))).toEqual({
    kind: 'count', electors: 5, for: 2, against: 1, abstention: 1, cast: 4,
    groups: {
      policymaker: { electors: 4, for: 2, against: 1, abstention: 0, cast: 3 },
      ethicist: { electors: 1, for: 0, against: 0, abstention: 1, cast: 1 },
    },
  })
})

test.each<[what: string, lines: Parameters<typeof roll>[0], rule: Partial<Rule>, result: string[]]>([
  ['more for than against adopts', { policymaker: 'ffa' }, {}, ['adopted', 'majority']],
  ['as many for as against rejects', { policymaker: 'fa' }, {}, ['rejected', 'noMajority']],
  ['abstentions count neither way', { policymaker: 'fooooo' }, {}, ['adopted', 'majority']],
  ['who does not vote counts neither way', { policymaker: 'f-----' }, {}, ['adopted', 'majority']],
  ['nothing but abstentions decides nothing', { policymaker: 'ooo' }, {}, ['invalid', 'noBallots']],
  ['no ballot at all decides nothing', { policymaker: '---' }, {}, ['invalid', 'noBallots']],
  ['an abstention counts for the quorum', { policymaker: 'fo-' }, { quorum: quorum(2) }, ['adopted', 'majority']],
  ['under the quorum nothing is decided', { policymaker: 'ff-' }, { quorum: quorum(3) }, ['invalid', 'noQuorum']],
  ['exactly two thirds is enough', { policymaker: 'ffa' }, { method: twoThirds }, ['adopted', 'majority']],
  ['a vote less than two thirds is not', { policymaker: 'fffaa' }, { method: twoThirds }, ['rejected', 'noQualifiedMajority']],
  ['two thirds of those for and against, abstentions aside', { policymaker: 'ffaoo' }, { method: twoThirds }, ['adopted', 'majority']],
  ['a majority in each group adopts', { policymaker: 'ffa', ethicist: 'f', civilSociety: 'fo' }, { method: concurrent() }, ['adopted', 'majority']],
  ['one group without a majority is enough to reject', { policymaker: 'fff', ethicist: 'fa', civilSociety: 'f' }, { method: concurrent() }, ['rejected', 'groupWithoutMajority', 'ethicist']],
  ['a group that stays away has no majority', { policymaker: 'fff', ethicist: '-', civilSociety: 'o' }, { method: concurrent() }, ['rejected', 'groupWithoutMajority', 'ethicist', 'civilSociety']],
  ['a majority in two of three groups is enough where the rule says so', { policymaker: 'fff', ethicist: 'fa', civilSociety: 'f' }, { method: concurrent(2) }, ['adopted', 'majority', 'ethicist']],
  ['and in one of three it is not', { policymaker: 'fff', ethicist: 'fa', civilSociety: '-' }, { method: concurrent(2) }, ['rejected', 'groupWithoutMajority', 'ethicist', 'civilSociety']],
  ['an absolute majority is more than half of the electors', { policymaker: 'ff--' }, { method: absolute }, ['rejected', 'noAbsoluteMajority']],
  ['and reached by one more', { policymaker: 'fffa-' }, { method: absolute }, ['adopted', 'majority']],
  ['a share of the electors is a quorum, rounded up', { policymaker: 'ff---' }, { quorum: { all: { kind: 'share', percent: 41 }, roles: {} } }, ['invalid', 'noQuorum']],
  ['a quorum of one role is counted among its electors', { policymaker: 'ffff', ethicist: 'f--' }, { quorum: { all: null, roles: { ethicist: { kind: 'share', percent: 50 } } } }, ['invalid', 'noQuorum']],
  ['a group that need not agree cannot stop it', { policymaker: 'fff', ethicist: 'f', civilSociety: 'f', aiDeveloper: 'a' }, { method: concurrent() }, ['adopted', 'majority']],
  ['groups that agree do not outweigh a majority against in all', { policymaker: 'f', ethicist: 'f', civilSociety: 'f', creativeIndustries: 'aaaa' }, { method: concurrent() }, ['rejected', 'noMajority']],
])('%s', (_what, lines, rule, result) => {
  expect(decided(lines, rule)).toEqual(result)
})

const anyRoll = fc.array(fc.record({ role: anyRole, choice: fc.option(fc.constantFrom<Choice>(...choices)) }), { maxLength: 40 })

test('the order of the roll does not matter', () => {
  holds(fc.property(anyRoll.chain((lines) => fc.tuple(fc.constant(lines), fc.shuffledSubarray(lines, { minLength: lines.length }))), choiceRules, ([lines, shuffled], rule) => {
    expect(resulting(shuffled, rule)).toEqual(resulting(lines, rule))
  }))
})

test('groups add up to the whole, and ballots to those cast, never more than there are electors', () => {
  holds(fc.property(anyRoll, (lines) => {
    const tally = counted(lines)
    if (tally.kind !== 'count') throw new Error('another method')
    const { groups, ...total } = tally
    for (const key of ['electors', 'for', 'against', 'abstention', 'cast'] as const) {
      expect(Object.values(groups).reduce((sum, group) => sum + group[key], 0)).toBe(total[key])
    }
    expect(total.for + total.against + total.abstention).toBe(total.cast)
    expect(total.cast).toBeLessThanOrEqual(total.electors)
  }))
})

test('what a stricter rule adopts, a simple majority adopts too', () => {
  holds(fc.property(anyRoll, choiceRules, (lines, rule) => {
    if (resulting(lines, rule).outcome === 'adopted') expect(resulting(lines, { ...rule, method: simpleMajority }).outcome).toBe('adopted')
  }))
})

test('one who changes from against to for never turns an adoption into anything else', () => {
  holds(fc.property(anyRoll, choiceRules, (lines, rule) => {
    const changed = lines.findIndex(({ choice }) => choice === 'against')
    if (changed < 0 || resulting(lines, rule).outcome !== 'adopted') return
    const after = lines.map((line, index): Line => (index === changed ? { ...line, choice: 'for' } : line))
    expect(resulting(after, rule).outcome).toBe('adopted')
  }))
})

test('a vote is invalid exactly when the quorum is missed or nobody said for or against', () => {
  holds(fc.property(anyRoll, choiceRules, (lines, rule) => {
    const cast = lines.filter(({ choice }) => choice !== null)
    const needed = rule.quorum.all ? neededOf(rule.quorum.all, lines.length) : 0
    expect(resulting(lines, rule).outcome === 'invalid').toBe(cast.length < needed || cast.every(({ choice }) => choice === 'abstention'))
  }))
})

test.each<[what: string, rule: Partial<Rule>, fault: string | null]>([
  ['more electors than there are', { quorum: quorum(5) }, 'quorum'],
  ['a quorum in a role that has no elector', { quorum: { all: null, roles: { ethicist: { kind: 'number', electors: 1 } } } }, 'quorum'],
  ['a majority in a role that has no elector', { method: concurrent() }, 'concurrentRoles'],
  ['less than half as a qualified majority', { method: { kind: 'majority', threshold: { kind: 'qualified', numerator: 1, denominator: 2 }, concurrent: null } }, 'threshold'],
  ['more than all as a qualified majority', { method: { kind: 'majority', threshold: { kind: 'qualified', numerator: 4, denominator: 3 }, concurrent: null } }, 'threshold'],
  ['nothing to choose among', { method: { kind: 'score' } }, 'alternatives'],
  ['nothing out of order', { quorum: quorum(4) }, null],
])('rules that ask for %s', (_what, { method = simpleMajority, quorum: asked = noQuorum }, fault) => {
  expect(rulesFault({ method, quorum: asked, alternatives: [] }, roll({ policymaker: 'ff', civilSociety: '--' }))).toBe(fault)
})

test('ballots that were counted by what they say come to the same tally as one by one, in every method', () => {
  holds(fc.property(voteBy(anyMethod), ({ rules, papers }) => {
    const alike = new Map<string, { role: RollLine['role']; content: (typeof papers)[number]['content']; ballots: number }>()
    for (const { role, content } of papers) {
      const key = JSON.stringify([role, content])
      alike.set(key, { role, content, ballots: (alike.get(key)?.ballots ?? 0) + 1 })
    }
    const roll = stakeholderRoles.map((role) => ({ role, electors: papers.filter((paper) => paper.role === role).length, cast: papers.filter((paper) => paper.role === role).length })).filter(({ electors }) => electors > 0)
    expect(tallyOfCounts(rules, roll, [...alike.values()])).toEqual(tallyOf(rules, rollOf(papers), papers))
  }))
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decisionRules } from '#domain/charter/charter.ts'
import { stakeholderRoles } from '#domain/charter/roles.ts'
import { type Choice, choices, resultOf, type RollLine, type Rule, tallyOf } from '#domain/decisions/tally.ts'

const simple: Rule = { rule: 'simpleMajority', quorum: 0, concurrentRoles: [] }
const concurrentRoles = ['policymaker', 'ethicist', 'civilSociety'] as const

/** A roll in shorthand: `f`or, `a`gainst, `o` abstention, `-` not cast. */
const votes = { f: 'for', a: 'against', o: 'abstention', '-': null } as const
const roll = (lines: Readonly<Partial<Record<RollLine['role'], string>>>): RollLine[] => stakeholderRoles.flatMap((role) =>
  [...lines[role] ?? ''].map((letter) => ({ role, choice: votes[letter as keyof typeof votes] })))
const decided = (lines: Parameters<typeof roll>[0], rule: Partial<Rule>) => {
  const { outcome, because, groupsWithoutMajority } = resultOf(tallyOf(roll(lines)), { ...simple, ...rule })
  return [outcome, because, ...groupsWithoutMajority]
}

test('a roll is counted in all and for each role on it', () => {
  expect(tallyOf(roll({ policymaker: 'ffa-', ethicist: 'o' }))).toEqual({
    electors: 5, for: 2, against: 1, abstention: 1, cast: 4,
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
  ['an abstention counts for the quorum', { policymaker: 'fo-' }, { quorum: 2 }, ['adopted', 'majority']],
  ['under the quorum nothing is decided', { policymaker: 'ff-' }, { quorum: 3 }, ['invalid', 'noQuorum']],
  ['exactly two thirds is enough', { policymaker: 'ffa' }, { rule: 'twoThirds' }, ['adopted', 'majority']],
  ['a vote less than two thirds is not', { policymaker: 'fffaa' }, { rule: 'twoThirds' }, ['rejected', 'noTwoThirds']],
  ['two thirds of those for and against, abstentions aside', { policymaker: 'ffaoo' }, { rule: 'twoThirds' }, ['adopted', 'majority']],
  ['a majority in each group adopts', { policymaker: 'ffa', ethicist: 'f', civilSociety: 'fo' }, { rule: 'concurrent', concurrentRoles }, ['adopted', 'majority']],
  ['one group without a majority is enough to reject', { policymaker: 'fff', ethicist: 'fa', civilSociety: 'f' }, { rule: 'concurrent', concurrentRoles }, ['rejected', 'groupWithoutMajority', 'ethicist']],
  ['a group that stays away has no majority', { policymaker: 'fff', ethicist: '-', civilSociety: 'o' }, { rule: 'concurrent', concurrentRoles }, ['rejected', 'groupWithoutMajority', 'ethicist', 'civilSociety']],
  ['a group with nobody on the roll is passed over', { policymaker: 'f', civilSociety: 'f' }, { rule: 'concurrent', concurrentRoles }, ['adopted', 'majority']],
  ['a group that need not agree cannot stop it', { policymaker: 'fff', ethicist: 'f', civilSociety: 'f', aiDeveloper: 'a' }, { rule: 'concurrent', concurrentRoles }, ['adopted', 'majority']],
  ['groups that agree do not outweigh a majority against in all', { policymaker: 'f', ethicist: 'f', civilSociety: 'f', creativeIndustries: 'aaaa' }, { rule: 'concurrent', concurrentRoles }, ['rejected', 'noMajority']],
])('%s', (_what, lines, rule, result) => {
  expect(decided(lines, rule)).toEqual(result)
})

const anyRoll = fc.array(fc.record({ role: fc.constantFrom(...stakeholderRoles), choice: fc.option(fc.constantFrom<Choice>(...choices)) }), { maxLength: 40 })
const anyRule = fc.record({ rule: fc.constantFrom(...decisionRules), quorum: fc.nat(12), concurrentRoles: fc.uniqueArray(fc.constantFrom(...stakeholderRoles)) })
const holds = <Values extends [unknown, ...unknown[]]>(property: fc.IPropertyWithHooks<Values>) => fc.assert(property, { numRuns: 500 })

test('the order of the roll does not matter', () => {
  holds(fc.property(anyRoll.chain((lines) => fc.tuple(fc.constant(lines), fc.shuffledSubarray(lines, { minLength: lines.length }))), anyRule, ([lines, shuffled], rule) => {
    expect(resultOf(tallyOf(shuffled), rule)).toEqual(resultOf(tallyOf(lines), rule))
  }))
})

test('groups add up to the whole, and ballots to those cast, never more than there are electors', () => {
  holds(fc.property(anyRoll, (lines) => {
    const { groups, ...total } = tallyOf(lines)
    for (const key of ['electors', 'for', 'against', 'abstention', 'cast'] as const) {
      expect(Object.values(groups).reduce((sum, group) => sum + group[key], 0)).toBe(total[key])
    }
    expect(total.for + total.against + total.abstention).toBe(total.cast)
    expect(total.cast).toBeLessThanOrEqual(total.electors)
  }))
})

test('what a stricter rule adopts, a simple majority adopts too', () => {
  holds(fc.property(anyRoll, anyRule, (lines, rule) => {
    const tally = tallyOf(lines)
    if (resultOf(tally, rule).outcome === 'adopted') expect(resultOf(tally, { ...rule, rule: 'simpleMajority' }).outcome).toBe('adopted')
  }))
})

test('one who changes from against to for never turns an adoption into anything else', () => {
  holds(fc.property(anyRoll, anyRule, (lines, rule) => {
    const changed = lines.findIndex(({ choice }) => choice === 'against')
    if (changed < 0 || resultOf(tallyOf(lines), rule).outcome !== 'adopted') return
    const after = lines.map((line, index): RollLine => (index === changed ? { ...line, choice: 'for' } : line))
    expect(resultOf(tallyOf(after), rule).outcome).toBe('adopted')
  }))
})

test('a vote is invalid exactly when the quorum is missed or nobody said for or against', () => {
  holds(fc.property(anyRoll, anyRule, (lines, rule) => {
    const tally = tallyOf(lines)
    expect(resultOf(tally, rule).outcome === 'invalid').toBe(tally.cast < rule.quorum || tally.for + tally.against === 0)
  }))
})

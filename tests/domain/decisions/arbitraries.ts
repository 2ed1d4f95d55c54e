import fc from 'fast-check'
import { stakeholderRoles } from '#domain/charter/roles.ts'
import { type BallotContent, choices, positions } from '#domain/decisions/ballot.ts'
import { type Alternative, keepId, type Method, noQuorum, type Quorum, type Rules } from '#domain/decisions/method.ts'
import { type Paper, type RollLine, tallyOf } from '#domain/decisions/tally.ts'
import { type Result, resultOf } from '#domain/decisions/result.ts'

export const holds = <Values extends [unknown, ...unknown[]]>(property: fc.IPropertyWithHooks<Values>) => fc.assert(property, { numRuns: 500 })

export const paperOf = (...ids: string[]): Alternative[] => ids.map((id) => ({ id, label: id, words: null }))
const ids = ['a', 'b', 'c', keepId]
export const anyAlternatives = fc.integer({ min: 1, max: 3 }).map((count) => paperOf(...ids.slice(0, count), keepId))

export const anyRole = fc.constantFrom(...stakeholderRoles)
export const choiceRules: fc.Arbitrary<Rules> = fc.record({
  method: fc.oneof(
    fc.record({
      kind: fc.constant('majority' as const),
      threshold: fc.constantFrom({ kind: 'simple' as const }, { kind: 'absolute' as const }, { kind: 'qualified' as const, numerator: 2, denominator: 3 }, { kind: 'qualified' as const, numerator: 3, denominator: 5 }),
      concurrent: fc.option(fc.uniqueArray(anyRole, { minLength: 1 }).chain((roles) => fc.record({ roles: fc.constant(roles), atLeast: fc.integer({ min: 1, max: roles.length }) }))),
    }),
  ),
  quorum: fc.record({ all: fc.option(fc.oneof(fc.record({ kind: fc.constant('number' as const), electors: fc.nat(12) }), fc.record({ kind: fc.constant('share' as const), percent: fc.integer({ min: 1, max: 100 }) }))), roles: fc.constant({}) }) satisfies fc.Arbitrary<Quorum>,
  alternatives: fc.constant([]),
})

const anyRanking = (alternatives: readonly Alternative[], equal: boolean) => fc.tuple(
  fc.shuffledSubarray(alternatives.map(({ id }) => id), { minLength: 1 }), fc.array(fc.boolean(), { minLength: alternatives.length, maxLength: alternatives.length }),
).map(([order, joined]): BallotContent => {
  const ranking: string[][] = []
  order.forEach((id, index) => {
    const last = ranking.at(-1)
    if (equal && last && joined[index]) last.push(id)
    else ranking.push([id])
  })
  return { ranking }
})

export function anyContent({ kind, ...method }: Method, alternatives: readonly Alternative[]): fc.Arbitrary<BallotContent> {
  if (kind === 'majority') return fc.record({ choice: fc.constantFrom(...choices) })
  if (kind === 'consent') return fc.record({ position: fc.constantFrom(...positions) })
  const abstention = fc.constant<BallotContent>({ choice: 'abstention' })
  if (kind === 'score') return fc.oneof({ weight: 9, arbitrary: fc.record({ scores: fc.record(Object.fromEntries(alternatives.map(({ id }) => [id, fc.nat(5)]))) }) }, { weight: 1, arbitrary: abstention })
  return fc.oneof({ weight: 9, arbitrary: anyRanking(alternatives, 'count' in method && method.count === 'schulze') }, { weight: 1, arbitrary: abstention })
}

export const amongMethods: readonly Method[] = [{ kind: 'score' }, { kind: 'ranked', count: 'instantRunoff' }, { kind: 'ranked', count: 'schulze' }]
export const anyMethod = fc.oneof(choiceRules.map(({ method }) => method), fc.constantFrom<Method>(...amongMethods, { kind: 'consent' }))

/** A vote of any method: its rules and its ballots, each of a role. */
export const voteBy = (method: fc.Arbitrary<Method>) => fc.tuple(method, anyAlternatives).chain(([own, alternatives]) => {
  const among = own.kind === 'score' || own.kind === 'ranked' ? alternatives : []
  return fc.record({ rules: fc.constant<Rules>({ method: own, quorum: noQuorum, alternatives: among }), papers: fc.array(fc.record({ role: anyRole, content: anyContent(own, among) }), { maxLength: 15 }) })
})

export const rollOf = (papers: readonly Paper[]): RollLine[] => papers.map(({ role }) => ({ role: role ?? 'policymaker', hasCast: true }))
export const decide = (rules: Rules, papers: readonly Paper[]): Result => resultOf(tallyOf(rules, rollOf(papers), papers), rules)
export const rankings = (lines: Readonly<Record<string, number>>): Paper[] => Object.entries(lines).flatMap(([order, ballots]) =>
  Array.from({ length: ballots }, (): Paper => ({ role: 'policymaker', content: { ranking: order.split('>').map((rank) => rank.split('=')) } })))

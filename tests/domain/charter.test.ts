import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalCharter, readCanonicalCharter } from '#domain/charter/canonicalCharter.ts'
import { type Capability, type Charter, capabilities, decisionRules } from '#domain/charter/charter.ts'
import { charterChanges, countChanges } from '#domain/charter/charterChanges.ts'
import { charterFault } from '#domain/charter/charterFault.ts'
import { defaultCharter } from '#domain/charter/defaultCharter.ts'
import { type Party, parties, type Stage, stages } from '#domain/charter/roles.ts'

const next: Charter = { ...defaultCharter, version: 2 }
/** The next charter with one right of one party as given. */
const granting = (capability: Capability, party: Party, at: readonly Stage[] | null, charter = next): Charter => {
  const { [party]: _before, ...others } = charter.rights[capability].stages
  return { ...charter, rights: { ...charter.rights, [capability]: { ...charter.rights[capability], stages: at ? { ...others, [party]: at } : others } } }
}
const aChange = fc.record({ capability: fc.constantFrom(...capabilities), party: fc.constantFrom(...parties), at: fc.option(fc.subarray([...stages], { minLength: 1 })) })

test('a charter that gives a role a right and takes another away differs in exactly these', () => {
  const proposed = granting('clause.edit', 'ethicist', ['drafting'], granting('comment.write', 'civilSociety', null))
  expect(charterChanges(next, proposed)).toEqual({
    rights: [
      { capability: 'clause.edit', party: 'ethicist', gains: ['drafting'], loses: [], before: [], after: ['drafting'] },
      { capability: 'comment.write', party: 'civilSociety', gains: [], loses: ['drafting', 'consultation', 'deliberation', 'voting'], before: ['drafting', 'consultation', 'deliberation', 'voting'], after: [] },
    ],
    rules: { gained: [], lost: [] }, roles: { gained: [], lost: [] }, concurrentRoles: { gained: [], lost: [] },
  })
})

test('the difference names every right that changes once, and nothing else, whatever is changed', () => {
  fc.assert(fc.property(fc.array(aChange, { maxLength: 6 }), (changes) => {
    const after = changes.reduce((charter, { capability, party, at }) => granting(capability, party, at, charter), next)
    const { rights } = charterChanges(next, after)
    const differing = capabilities.flatMap((capability) => parties.filter((party) => next.rights[capability].stages[party]?.join() !== after.rights[capability].stages[party]?.join()).map((party) => `${capability} ${party}`))
    expect(rights.map(({ capability, party }) => `${capability} ${party}`)).toEqual(differing)
    expect(countChanges(charterChanges(after, after))).toBe(0)
    expect(charterChanges(after, next).rights.map(({ gains, loses }) => [loses, gains])).toEqual(rights.map(({ gains, loses }) => [gains, loses]))
  }))
})

test('a charter that is read back from its canonical text says the same, whatever order its keys were written in', () => {
  fc.assert(fc.property(fc.array(aChange, { maxLength: 6 }), (changes) => {
    const charter = changes.reduce((own, { capability, party, at }) => granting(capability, party, at, own), next)
    const mixed: Charter = { decisions: charter.decisions, rights: Object.fromEntries(Object.entries(charter.rights).reverse()) as Charter['rights'], roles: charter.roles, version: charter.version }
    expect(canonicalCharter(mixed)).toBe(canonicalCharter(charter))
    expect(readCanonicalCharter(canonicalCharter(charter))).toEqual(charter)
  }))
})

const withDecisions = (decisions: Partial<Charter['decisions']>): Charter => ({ ...next, decisions: { ...next.decisions, ...decisions } })
const { conditions: _conditions, ...unconditional } = next.rights['ballot.cast']

test.each([
  ['the same number', { ...granting('clause.edit', 'ethicist', ['drafting']), version: 1 }, 'charterMoved'],
  ['a number further on', { ...granting('clause.edit', 'ethicist', ['drafting']), version: 3 }, 'charterMoved'],
  ['nothing else in it', next, 'charterUnchanged'],
  ['a role less', { ...next, roles: next.roles.slice(1) }, 'charterRoles'],
  ['a condition less', { ...next, rights: { ...next.rights, 'ballot.cast': { ...unconditional, conditions: ['proposalOpen'] } } }, 'charterConditions'],
  ['a right at no stage', granting('clause.edit', 'ethicist', []), 'charterStages'],
  ['stages in another order', granting('clause.edit', 'ethicist', ['voting', 'drafting']), 'charterStages'],
  ['a rule twice', withDecisions({ rules: [...decisionRules, 'consent'] }), 'charterRules'],
  ['no rule that decides by itself', withDecisions({ rules: ['concurrent'] }), 'charterRules'],
  ['majorities in no role', withDecisions({ concurrentRoles: [] }), 'charterRules'],
  ['nobody who opens a vote', granting('proposal.open', 'facilitator', null), 'charterStranded'],
  ['nobody but the public who reads the record', granting('record.read', 'public', [...stages], parties.reduce((own, party) => granting('record.read', party, null, own), next)), 'charterStranded'],
] as const)('a charter with %s cannot follow the one in force', (_what, proposed, fault) => {
  expect(charterFault(defaultCharter, proposed)).toBe(fault)
})

test('a charter that changes a right, a rule or the roles that must agree can follow the one in force', () => {
  for (const proposed of [granting('charter.change', 'facilitator', [...stages]), withDecisions({ rules: ['simpleMajority'] }), withDecisions({ concurrentRoles: ['ethicist'] })]) expect(charterFault(defaultCharter, proposed)).toBeNull()
})

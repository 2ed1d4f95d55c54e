import { expect, test } from 'vitest'
import { canonicalCharter } from '#domain/charter/canonicalCharter.ts'
import { defaultCharter } from '#domain/charter/defaultCharter.ts'
import { noQuorum, simpleMajority } from '#domain/decisions/method.ts'
import { verifyExport } from '#domain/verify/verifyExport.ts'
import { hashOf, madeExport, sha256 } from '#tests/support/madeExport.ts'

const next = canonicalCharter({ ...defaultCharter, version: 2, decisions: { ...defaultCharter.decisions, concurrentRoles: ['ethicist'] } })
const other = canonicalCharter({ ...defaultCharter, version: 2, decisions: { ...defaultCharter.decisions, concurrentRoles: ['policymaker'] } })
const charters = [{ version: 1, canonical: canonicalCharter(defaultCharter) }, { version: 2, canonical: next }]
const vote = '22222222-2222-4222-8222-000000000000'
const adoptedBy = (proposalId: string | null, canonical = next) => ({ name: 'charter.adopted' as const, ids: proposalId ? { proposalId } : {}, facts: { version: 2, hash: hashOf(canonical) } })
const stopped = (inForce: number) => ({ name: 'charter.stopped' as const, ids: { proposalId: vote }, facts: { version: 2, inForce, hash: hashOf(next), number: 1, because: 'charterMoved' } })

/** A vote on a charter, for or against it, and the acts that came of it. */
function faultAfter(acts: readonly (ReturnType<typeof adoptedBy> | ReturnType<typeof stopped>)[], { choice = 'for' as 'for' | 'against', known = charters } = {}) {
  const made = madeExport([{ words: next, method: simpleMajority, quorum: noQuorum, electors: [{ role: 'ethicist', content: { choice }, reason: null, revision: 1 }], isClosed: true }], { acts, charters: known })
  const { fault } = verifyExport({ ...made, proposals: made.proposals.map((proposal) => ({ ...proposal, kind: 'charter' })) }, { sha256 })
  return fault && [fault.code, fault.path]
}

test('a charter that the vote adopted and that is in force holds, and so does one that was stopped for a charter that came between', () => {
  expect(faultAfter([adoptedBy(vote)])).toBeNull()
  expect(faultAfter([adoptedBy(null, other), stopped(2)], { known: [charters[0] ?? { version: 1, canonical: '' }, { version: 2, canonical: other }] })).toBeNull()
  expect(faultAfter([], { choice: 'against', known: charters.slice(0, 1) })).toBeNull()
})

test('a charter in force in the name of a vote that did not adopt it is found', () => {
  expect(faultAfter([adoptedBy(vote)], { choice: 'against' })).toEqual(['charterUndecided', 'charters[1].canonical'])
  expect(faultAfter([adoptedBy('another')])).toEqual(['charterUndecided', 'charters[1].canonical'])
  expect(faultAfter([adoptedBy(vote, other)], { known: [charters[0] ?? { version: 1, canonical: '' }, { version: 2, canonical: other }] })).toEqual(['charterUndecided', 'charters[1].canonical'])
})

test('an adopted charter of which nothing came, or that was stopped for no charter, or both, is found', () => {
  expect(faultAfter([], { known: charters.slice(0, 1) })).toEqual(['charterUnwritten', 'proposals[0].result'])
  expect(faultAfter([stopped(1)], { known: charters.slice(0, 1) })).toEqual(['charterUnwritten', 'proposals[0].result'])
  expect(faultAfter([stopped(2)], { known: charters.slice(0, 1) })).toEqual(['charterUnwritten', 'proposals[0].result'])
  expect(faultAfter([adoptedBy(vote), stopped(2)])).toEqual(['charterUnwritten', 'proposals[0].result'])
})

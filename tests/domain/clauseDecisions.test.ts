import { expect, test } from 'vitest'
import { decisionsOn, originOf } from '#domain/clauseDecisions.ts'

const act = (seq: number, name: string, ids: Record<string, string>, facts: Record<string, unknown> = {}) => ({ seq, name, actorId: 'u', at: `2026-11-27T10:00:0${seq}.000Z`, ids, facts })
const vote = { number: 3, for: 4, against: 1, abstention: 2, hash: 'h' }

test('the decisions on a clause come from the record, the latest first, and no other act is one', () => {
  const acts = [
    act(1, 'proposal.opened', { proposalId: 'p', clauseId: 'a' }, vote), act(2, 'proposal.closed', { proposalId: 'p', clauseId: 'a' }, { ...vote, outcome: 'adopted' }),
    act(3, 'proposal.closed', { proposalId: 'q', clauseId: 'b' }, { ...vote, outcome: 'adopted' }), act(4, 'clause.restored', { clauseId: 'a' }, { seq: 40, restoredSeq: 12 }),
    act(5, 'clause.linked', { clauseId: 'a' }), act(6, 'draft.restored', {}, { restoredSeq: 13 }), act(7, 'amendment.consolidated', { amendmentId: 'm', proposalId: 'p' }, { number: 9, clauses: ['a', 'c'], hash: 'w' }),
    act(8, 'proposal.closed', { proposalId: 'r', clauseId: 'a' }, { ...vote, outcome: 'rejected' }),
  ]
  expect(decisionsOn(acts, 'a').map(({ kind, seq }) => [kind, seq])).toEqual([['rejected', 8], ['consolidated', 7], ['draftRestored', 6], ['restored', 4], ['adopted', 2]])
  expect(decisionsOn(acts.toReversed(), 'b')).toEqual(decisionsOn(acts, 'b'))
  expect(decisionsOn(acts, 'a').at(-1)).toEqual({
    kind: 'adopted', seq: 2, at: '2026-11-27T10:00:02.000Z', actorId: 'u', hash: 'h', restoredSeq: null, amendment: null, correction: null, reason: null, proposal: { id: 'p', number: 3, for: 4, against: 1, abstention: 2 },
  })
})

test('a vote on the draft as a whole is a decision on each of its clauses', () => {
  const whole = act(3, 'proposal.closed', { proposalId: 'w' }, { ...vote, kind: 'draft', outcome: 'adopted' })
  const question = act(4, 'proposal.closed', { proposalId: 'q' }, { ...vote, kind: 'question', outcome: 'adopted' })
  expect(decisionsOn([whole, question], 'a').map(({ kind, seq }) => [kind, seq])).toEqual([['adopted', 3]])
})

test('a vote that was lost, or was not valid, gave the clause no words', () => {
  const closed = (seq: number, outcome: string) => act(seq, 'proposal.closed', { proposalId: String(seq), clauseId: 'a' }, { ...vote, outcome })
  expect(originOf(decisionsOn([closed(1, 'adopted'), closed(2, 'rejected'), closed(3, 'invalid')], 'a'))?.seq).toBe(1)
  expect(originOf(decisionsOn([closed(2, 'rejected')], 'a'))).toBeNull()
})

test('words accepted without a vote are told with whose they are and why, a rejection is not; a printing point mends words and gives none', () => {
  const settled = (seq: number, accepted: boolean, left: number) => act(seq, 'amendment.settled', { amendmentId: 'm' }, { number: 4, sponsors: ['s', 't'], accepted, left, reason: 'Shorter.', hash: 'w', clauses: ['a'] })
  const decisions = decisionsOn([settled(1, true, 2), settled(2, false, 0), act(3, 'clause.corrected', { clauseId: 'a' }, { old: 'teh', new: 'the', reason: 'A slip.', hash: 'x', seq: 9 })], 'a')
  expect(decisions).toMatchObject([
    { kind: 'corrected', seq: 3, amendment: null, correction: { old: 'teh', new: 'the' }, reason: 'A slip.' },
    { kind: 'accepted', seq: 1, amendment: { id: 'm', number: 4, sponsors: ['s', 't'], isInPart: true }, correction: null, reason: 'Shorter.' },
  ])
  expect(originOf(decisions)?.kind).toBe('accepted')
})

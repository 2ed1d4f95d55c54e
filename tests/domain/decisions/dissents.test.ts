import { expect, test } from 'vitest'
import { dissentsIn } from '#domain/decisions/dissents.ts'

const ballot = (id: string, content: Parameters<typeof dissentsIn>[0]['ballots'][number]['content'], reason: string | null) => ({ id, elector: id, content, reason })
const ballots = [
  ballot('b1', { choice: 'against' }, 'It is too short.'), ballot('b2', { choice: 'for' }, 'It is right.'), ballot('b3', { choice: 'against' }, null),
  ballot('b4', { choice: 'abstention' }, 'I was away.'), ballot('b5', { position: 'objection' }, 'It harms archives.'),
]
const objections = [{ id: 'o1', author: 'b5', words: 'It harms archives.', upheldAt: '2026-11-27T10:00:00.000Z' }, { id: 'o2', author: 'b6', words: 'It is dear.', upheldAt: null }]

test('dissents are the objections that were kept up and the reasons of those who voted against; an answer that convinced, a vote for and an abstention are none', () => {
  expect(dissentsIn({ closedAt: '2026-11-27T11:00:00.000Z', ballots, objections })).toEqual([{ id: 'o1', person: 'b5', words: 'It harms archives.' }, { id: 'b1', person: 'b1', words: 'It is too short.' }])
})

test('while the vote is open there is no dissent yet', () => {
  expect(dissentsIn({ closedAt: null, ballots, objections })).toEqual([])
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ballotFault, type BallotContent } from '#domain/decisions/ballot.ts'
import { type Alternative, keepId, type Method, noQuorum, type Rules } from '#domain/decisions/method.ts'
import { pairwiseOf } from '#domain/decisions/pairwise.ts'
import { isSuspended } from '#domain/decisions/consent.ts'
import { resultOf } from '#domain/decisions/result.ts'
import { type Paper, type Ranking, type RankedTally, tallyOf } from '#domain/decisions/tally.ts'
import { amongMethods, anyMethod, decide, holds, paperOf, rankings, rollOf, voteBy } from './arbitraries.ts'

const ranked = (count: 'instantRunoff' | 'schulze', ...ids: string[]): Rules => ({ method: { kind: 'ranked', count }, quorum: noQuorum, alternatives: paperOf(...ids) })

test('Schulze’s own example of 45 voters gives his strengths of paths and his winner', () => {
  // M. Schulze, Social Choice and Welfare 36 (2011), section 3, example 1.
  const { winner, detail } = decide(ranked('schulze', 'A', 'B', 'C', 'D', 'E'), rankings({
    'A>C>B>E>D': 5, 'A>D>E>C>B': 5, 'B>E>D>A>C': 8, 'C>A>B>E>D': 3, 'C>A>E>B>D': 7, 'C>B>A>D>E': 2, 'D>C>E>B>A': 7, 'E>B>A>D>C': 8,
  }))
  expect(detail).toMatchObject({
    pairwise: [[0, 20, 26, 30, 22], [25, 0, 16, 33, 18], [19, 29, 0, 17, 24], [15, 12, 28, 0, 14], [23, 27, 21, 31, 0]],
    strengths: [[0, 28, 28, 30, 24], [25, 0, 28, 33, 24], [25, 29, 0, 29, 24], [25, 28, 28, 0, 24], [25, 28, 28, 31, 0]],
  })
  expect(winner).toBe('E')
})

test('the usual example of 55 voters goes through the rounds of an instant runoff that the book goes through', () => {
  // J. D. Stein, How Math Explains the World (2008), chapter 13, “Survivor”: E goes out, then D, then B; C wins against A.
  const { winner, detail } = decide(ranked('instantRunoff', 'A', 'B', 'C', 'D', 'E'), rankings({
    'A>D>E>C>B': 18, 'B>E>D>C>A': 12, 'C>B>E>D>A': 10, 'D>C>E>B>A': 9, 'E>B>D>C>A': 4, 'E>C>D>B>A': 2,
  }))
  if (detail?.kind !== 'instantRunoff') throw new Error('another method')
  expect(detail.rounds.map(({ votes, eliminated }) => [votes.map(({ alternative, ballots }) => `${alternative}${ballots}`).join(' '), eliminated])).toEqual([
    ['A18 B12 C10 D9 E6', 'E'], ['A18 B16 C12 D9', 'D'], ['A18 B16 C21', 'B'], ['A18 C37', null],
  ])
  expect(winner).toBe('C')
})

test('an instant runoff is not monotone: more first preferences can cost the win, and nothing here pretends otherwise', () => {
  // P. Tannenbaum, Excursions in Modern Mathematics, on plurality with elimination.
  const rules = ranked('instantRunoff', 'A', 'B', 'C')
  expect(decide(rules, rankings({ 'A>B>C': 7, 'B>C>A': 8, 'C>A>B': 10, 'A>C>B': 4 })).winner).toBe('C')
  expect(decide(rules, rankings({ 'A>B>C': 7, 'B>C>A': 8, 'C>A>B': 14 })).winner).toBe('B')
})

test('the Tennessee example tells the two counts of ranked ballots apart', () => {
  // The usual example of the literature on Condorcet methods: Memphis, Nashville, Knoxville, Chattanooga.
  const votes = rankings({ 'M>N>C>K': 42, 'N>C>K>M': 26, 'C>K>N>M': 15, 'K>C>N>M': 17 })
  expect(decide(ranked('instantRunoff', 'M', 'N', 'C', 'K'), votes).winner).toBe('K')
  expect(decide(ranked('schulze', 'M', 'N', 'C', 'K'), votes).winner).toBe('N')
})

const scores = (...lines: [a: number, b: number, keep: number][]): Paper[] => lines.map(([a, b, keep]) => ({ role: 'ethicist', content: { scores: { a, b, [keepId]: keep } } }))
test.each<[what: string, papers: Paper[], expected: unknown[]]>([
  ['the highest mean wins', scores([5, 3, 0], [1, 4, 0]), ['adopted', 'preferred', 'b', null]],
  ['of equal means the one with more fives wins', scores([5, 3, 0], [1, 3, 0]), ['adopted', 'preferred', 'a', { kind: 'counts', score: 5 }]],
  ['what is equal in every score leaves the text', scores([4, 4, 4], [1, 1, 1]), ['rejected', 'keepPreferred', 'keep', { kind: 'keep' }]],
  ['a tie without the text adopts nothing', scores([4, 4, 0]), ['rejected', 'tie', null, null]],
])('score: %s', (_what, papers, expected) => {
  const { outcome, because, winner, detail } = decide({ method: { kind: 'score' }, quorum: noQuorum, alternatives: paperOf('a', 'b', keepId) }, papers)
  expect([outcome, because, winner, detail?.kind === 'score' ? detail.tieBrokenBy : undefined]).toEqual(expected)
})

const positions = (letters: string): Paper[] => [...letters].map((letter) => ({ role: 'ethicist', content: { position: letter === 'c' ? 'consent' : letter === 'o' ? 'objection' : 'abstention' } }))
const consent: Rules = { method: { kind: 'consent' }, quorum: noQuorum, alternatives: [] }
const objection = (state: 'standing' | 'answered' | 'withdrawn') => ({ state })
test.each([
  ['nobody objects', 'cca', [], ['adopted', 'noObjection', false]],
  ['an objection that stands suspends, and ending it then finds no consent', 'ccco', [objection('standing')], ['rejected', 'objectionStands', true]],
  ['an answered objection is no veto', 'co', [objection('answered')], ['adopted', 'objectionsAnswered', false]],
  ['a withdrawn one is gone', 'co', [objection('withdrawn')], ['adopted', 'noObjection', false]],
  ['one that is answered does not answer another', 'coo', [objection('answered'), objection('standing')], ['rejected', 'objectionStands', true]],
  ['nobody says anything', 'aa', [], ['invalid', 'noBallots', false]],
] as const)('consent: %s', (_what, letters, objections, expected) => {
  const papers = positions(letters)
  const { outcome, because } = resultOf(tallyOf(consent, rollOf(papers), papers), consent, objections)
  expect([outcome, because, isSuspended(objections)]).toEqual(expected)
})

test('the order of ballots never matters, under any method', () => {
  holds(fc.property(voteBy(anyMethod).chain(({ rules, papers }) => fc.tuple(fc.constant(rules), fc.constant(papers), fc.shuffledSubarray(papers, { minLength: papers.length }))), ([rules, papers, shuffled]) => {
    expect(decide(rules, shuffled)).toEqual(decide(rules, papers))
  }))
})

const among = voteBy(fc.constantFrom(...amongMethods))
const methodOf = ({ rules }: { rules: Rules }) => rules.method
const renamed = (id: string) => (id === keepId ? id : `other-${id}`)
function rename(content: BallotContent): BallotContent {
  if ('scores' in content) return { scores: Object.fromEntries(Object.entries(content.scores).map(([id, score]) => [renamed(id), score])) }
  return 'ranking' in content ? { ranking: content.ranking.map((rank) => rank.map(renamed)) } : content
}

test('names do not matter: called otherwise, the same alternative wins', () => {
  holds(fc.property(among, ({ rules, papers }) => {
    const alternatives = rules.alternatives.map((alternative): Alternative => ({ ...alternative, id: renamed(alternative.id) }))
    const { winner } = decide(rules, papers)
    expect(decide({ ...rules, alternatives }, papers.map((paper) => ({ ...paper, content: rename(paper.content) }))).winner).toBe(winner === null ? null : renamed(winner))
  }))
})

test('score and Schulze do not look at the order of the paper either', () => {
  holds(fc.property(among, ({ rules, papers }) => {
    if (rules.method.kind === 'ranked' && rules.method.count === 'instantRunoff') return
    expect(decide({ ...rules, alternatives: [...rules.alternatives].reverse() }, papers).winner).toBe(decide(rules, papers).winner)
  }))
})

const profileOf = (rules: Rules, papers: readonly Paper[]): readonly Ranking[] => (tallyOf(rules, rollOf(papers), papers) as RankedTally).rankings
const beats = (matrix: number[][], row: number, column: number) => (matrix[row]?.[column] ?? 0) > (matrix[column]?.[row] ?? 0)
const byRanking = (count: 'instantRunoff' | 'schulze') => voteBy(fc.constant<Method>({ kind: 'ranked', count }))

test('who beats every other alternative wins under Schulze; who loses to every other never does, nor in an instant runoff', () => {
  holds(fc.property(fc.oneof(byRanking('schulze'), byRanking('instantRunoff')), ({ rules, papers }) => {
    const ids = rules.alternatives.map(({ id }) => id)
    const matrix = pairwiseOf(profileOf(rules, papers), ids)
    const { winner } = decide(rules, papers)
    ids.forEach((id, row) => {
      const others = ids.flatMap((_, column) => (column === row ? [] : [column]))
      if (rules.method.kind === 'ranked' && rules.method.count === 'schulze' && others.every((column) => beats(matrix, row, column))) expect(winner).toBe(id)
      if (others.every((column) => beats(matrix, column, row))) expect(winner).not.toBe(id)
    })
  }))
})

test('whom more than half rank first wins both counts of ranked ballots', () => {
  holds(fc.property(fc.oneof(byRanking('schulze'), byRanking('instantRunoff')), ({ rules, papers }) => {
    const ranking = papers.flatMap(({ content }) => ('ranking' in content ? [content.ranking] : []))
    for (const { id } of rules.alternatives) if (ranking.filter(([first]) => first?.length === 1 && first[0] === id).length * 2 > ranking.length) expect(decide(rules, papers).winner).toBe(id)
  }))
})

test('an instant runoff accounts for every ballot in every round', () => {
  holds(fc.property(byRanking('instantRunoff'), ({ rules, papers }) => {
    const { detail } = decide(rules, papers)
    if (detail?.kind !== 'instantRunoff') return
    const all = papers.filter(({ content }) => 'ranking' in content).length
    for (const { votes, exhausted } of detail.rounds) expect(votes.reduce((sum, { ballots }) => sum + ballots, exhausted)).toBe(all)
  }))
})

test('a higher score, or a better rank under Schulze, never takes the win from the winner', () => {
  holds(fc.property(fc.oneof(byRanking('schulze'), voteBy(fc.constant<Method>({ kind: 'score' }))), fc.nat(), ({ rules, papers }, pick) => {
    const { winner } = decide(rules, papers)
    if (winner === null || papers.length === 0) return
    const changed = pick % papers.length
    const raised = papers.map((paper, index) => (index === changed ? { ...paper, content: raise(paper.content, winner) } : paper))
    expect(decide(rules, raised).winner).toBe(winner)
  }))
})

/** The same ballot with one alternative on top, everything else as it was. */
function raise(content: BallotContent, id: string): BallotContent {
  if ('scores' in content) return { scores: { ...content.scores, [id]: 5 } }
  if (!('ranking' in content)) return content
  return { ranking: [[id], ...content.ranking.map((rank) => rank.filter((other) => other !== id)).filter((rank) => rank.length > 0)] }
}

test('every ballot that the rules of a method produce is accepted, and by no other kind of method', () => {
  holds(fc.property(voteBy(anyMethod), ({ rules, papers }) => {
    for (const { content } of papers) expect(ballotFault(content, methodOf({ rules }), rules.alternatives)).toBeNull()
  }))
})

const paper = paperOf('a', 'b', keepId)
test.each<[what: string, content: BallotContent, method: Method, fault: string]>([
  ['a choice for a consent round', { choice: 'for' }, { kind: 'consent' }, 'otherMethod'],
  ['for or against among alternatives', { choice: 'for' }, { kind: 'score' }, 'otherMethod'],
  ['an alternative of another proposal', { scores: { a: 1, b: 1, keep: 1, z: 1 } }, { kind: 'score' }, 'unknownAlternative'],
  ['a score that is missing', { scores: { a: 1, b: 1 } }, { kind: 'score' }, 'missingScore'],
  ['a negative score', { scores: { a: -1, b: 1, keep: 1 } }, { kind: 'score' }, 'score'],
  ['a score that is no number', { scores: { a: Number.NaN, b: 1, keep: 1 } }, { kind: 'score' }, 'score'],
  ['half a point', { scores: { a: 0.5, b: 1, keep: 1 } }, { kind: 'score' }, 'score'],
  ['a name that every object has', { ranking: [['__proto__']] }, { kind: 'ranked', count: 'schulze' }, 'unknownAlternative'],
  ['a gap in a ranking', { ranking: [['a'], [], ['b']] }, { kind: 'ranked', count: 'schulze' }, 'emptyRank'],
  ['an alternative twice', { ranking: [['a'], ['b', 'a']] }, { kind: 'ranked', count: 'schulze' }, 'twice'],
  ['equal ranks in an instant runoff', { ranking: [['a', 'b']] }, { kind: 'ranked', count: 'instantRunoff' }, 'equalRanks'],
])('%s is no ballot', (_what, content, method, fault) => {
  expect(ballotFault(content, method, method.kind === 'consent' ? [] : paper)).toBe(fault)
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { stakeholderRoles } from '#domain/charter/roles.ts'
import { type BallotContent, choices } from '#domain/decisions/ballot.ts'
import { type Method, noQuorum, simpleMajority } from '#domain/decisions/method.ts'
import { type RecordedAct, readAct } from '#domain/record.ts'
import { chainOrigin, type Head, hashOfAct, readHead, writeHead } from '#domain/verify/chain.ts'
import { checkNames } from '#domain/verify/fault.ts'
import type { RecordExport } from '#domain/verify/recordExport.ts'
import { verifyExport } from '#domain/verify/verifyExport.ts'
import { alternatives, chained, hashOf, madeExport, type MadeProposal, sha256 } from '#tests/support/madeExport.ts'

const verified = (file: unknown, head: Head | null = null) => verifyExport(file, { sha256, head })
const faultIn = (file: unknown, head: Head | null = null) => verified(file, head).fault

const anyElector = (content: fc.Arbitrary<BallotContent>) => fc.record({
  role: fc.constantFrom(...stakeholderRoles), content: fc.option(content), reason: fc.option(fc.string({ unit: 'grapheme', maxLength: 12 })), revision: fc.integer({ min: 1, max: 9 }),
})
const anyChoice = fc.constantFrom(...choices).map((choice): BallotContent => ({ choice }))
const score = fc.integer({ min: 0, max: 5 })
const ballotOf: Readonly<Record<Method['kind'], fc.Arbitrary<BallotContent>>> = {
  majority: anyChoice, consent: fc.constantFrom<BallotContent>({ position: 'consent' }, { position: 'abstention' }),
  score: fc.record({ scores: fc.record({ keep: score, a: score, b: score }) }),
  ranked: fc.shuffledSubarray(alternatives.map(({ id }) => id), { minLength: 1 }).map((ids) => ({ ranking: ids.map((id) => [id]) })),
}
const anyMethod = fc.constantFrom<Method>(
  simpleMajority, { kind: 'majority', threshold: { kind: 'absolute' }, concurrent: null }, { kind: 'majority', threshold: { kind: 'qualified', numerator: 2, denominator: 3 }, concurrent: { roles: ['ethicist'], atLeast: 1 } },
  { kind: 'consent' }, { kind: 'score' }, { kind: 'ranked', count: 'instantRunoff' }, { kind: 'ranked', count: 'schulze' },
)
const anyProposal: fc.Arbitrary<MadeProposal> = anyMethod.chain((method) => fc.record({
  words: fc.option(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 })), method: fc.constant(method),
  quorum: fc.constantFrom(noQuorum, { all: { kind: 'number' as const, electors: 3 }, roles: {} }, { all: null, roles: { ethicist: { kind: 'share' as const, percent: 50 } } }),
  electors: fc.array(anyElector(ballotOf[method.kind]), { minLength: 1, maxLength: 8 }), isClosed: fc.boolean(),
}))
const anyVotes = fc.array(anyProposal, { maxLength: 4 })

const elector = { role: 'ethicist', content: { choice: 'for' }, reason: null, revision: 1 } as const
const aVote: MadeProposal = { words: 'These words.', method: simpleMajority, quorum: noQuorum, electors: [elector, { ...elector, content: { choice: 'against' }, reason: 'No.' }, { ...elector, role: 'policymaker' }], isClosed: true }
const two = madeExport([aVote, { ...aVote, isClosed: false }])
/** The chain made anew from some act on, as somebody does who owns the database. */
function rebuilt(file: RecordExport, change: (act: RecordedAct) => object): RecordExport {
  const record = chained(file.record.map(({ canonical }) => { const act = readAct(canonical); return { ...act, ...change(act) } }))
  return { ...file, record, head: headOf(record) }
}
const headOf = (record: RecordExport['record']): Head => { const { seq, hash } = record.at(-1) ?? chainOrigin; return { seq, hash } }
const rowOf = ({ record }: RecordExport, index: number) => record[index] ?? { ...chainOrigin, canonical: '', prevHash: '' }
/** The file with other values at these places. */
const changed = (values: Readonly<Record<string, unknown>>, from: RecordExport = two) => Object.entries(values).reduce<unknown>((file, [path, value]) => withLeaf(file, path, value), from)

test('the export of any workspace holds, in every check, and its counts are those of its ballots', () => {
  fc.assert(fc.property(anyVotes, (votes) => {
    const file = JSON.parse(JSON.stringify(madeExport(votes)))
    const { checks, fault, head } = verified(file)
    expect(fault).toBeNull()
    expect(checks.map(({ name }) => name)).toEqual(checkNames)
    expect(head).toEqual(file.head)
    for (const { ballots, result, method } of file.proposals as RecordExport['proposals']) {
      if (ballots && method.kind === 'majority') expect(result).toMatchObject({ tally: Object.fromEntries(choices.map((choice) => [choice, ballots.filter(({ content }) => 'choice' in content && content.choice === choice).length])) })
    }
  }))
})

// What no hash fixes: labels for the reader, times that the record has in its own words, and names, so that a person can be erased.
const free = /^(exportedAt|workspace\.(name|createdAt)|proposals\[\d+\]\.(kind|openedAt|closedAt)|people.*)$/

/** Every string and number of a file with its place. */
function leaves(value: unknown, path = ''): { path: string; value: string | number }[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => leaves(item, `${path}[${index}]`))
  if (value !== null && typeof value === 'object') return Object.entries(value).flatMap(([key, inner]) => leaves(inner, path === '' ? key : `${path}.${key}`))
  return typeof value === 'string' || typeof value === 'number' ? [{ path, value }] : []
}

function withLeaf(file: unknown, path: string, value: unknown): unknown {
  // Through JSON: made-up proposals may share what they are made of.
  const copy: unknown = JSON.parse(JSON.stringify(file))
  const keys = path.split(/[.[\]]+/).filter((key) => key !== '')
  const last = keys.pop() ?? ''
  const holder = keys.reduce<unknown>((inner, key) => (inner as Record<string, unknown>)[key], copy)
  ;(holder as Record<string, unknown>)[last] = value
  return copy
}

const otherThan = (value: string | number, at: number) => {
  if (typeof value === 'number') return value + 1
  const place = at % Math.max(1, value.length)
  return `${value.slice(0, place)}${value[place] === '0' ? '1' : '0'}${value.slice(place + 1)}`
}
const itemOf = (path: string) => /^\w+(\[\d+\])?/.exec(path)?.[0] ?? ''

test('one changed byte in anything that was hashed is found, and named by its place', () => {
  fc.assert(fc.property(anyVotes, fc.nat(), fc.nat(), (votes, chosen, at) => {
    const file = madeExport(votes)
    const all = leaves(file).filter(({ path }) => !free.test(path))
    const leaf = all[chosen % all.length]
    if (!leaf) throw new Error('a file has leaves')
    const fault = faultIn(withLeaf(file, leaf.path, otherThan(leaf.value, at)))
    expect(fault, leaf.path).not.toBeNull()
    // Another workspace is seen at the first act that belongs to it.
    expect(fault?.path.startsWith(leaf.path === 'workspace.id' ? 'record[0]' : itemOf(leaf.path)), `${leaf.path}: ${fault?.code} at ${fault?.path}`).toBe(true)
  }), { numRuns: 600 })
})

test('an act that was edited, taken out, or changed places with another is named by its number', () => {
  const place = (record: readonly unknown[]) => { const fault = faultIn({ ...two, record }); return [fault?.code, fault?.seq] }
  const [first, second, third] = [rowOf(two, 0), rowOf(two, 1), rowOf(two, 2)]
  const later = two.record.slice(3)
  expect(place([first, second, { ...third, canonical: third.canonical.replace('u1', 'u2') }, ...later])).toEqual(['hash', 3])
  expect(place([first, second, ...later])).toEqual(['gap', 3])
  expect(place([first, second, ...later.map((row) => ({ ...row, seq: row.seq - 1 }))])).toEqual(['link', 3])
  expect(place([first, third, second, ...later])).toEqual(['gap', 2])
  expect(place([first, { ...second, canonical: third.canonical }, { ...third, canonical: second.canonical }, ...later])).toEqual(['hash', 2])
})

test('a chain whose end was cut off holds in itself; whoever kept its head sees what is missing', () => {
  const whole = madeExport([aVote], { acts: [{ name: 'draft.created' }, { name: 'draft.advanced' }] })
  const record = whole.record.slice(0, -1)
  const cut = { ...whole, record, head: headOf(record) }
  expect(faultIn(cut)).toBeNull()
  expect(faultIn(cut, whole.head)).toEqual({ code: 'truncated', path: 'record', seq: whole.head.seq })
})

test('a chain that was made anew holds in itself; whoever kept a head sees from where on it is another', () => {
  const whole = madeExport([aVote], { acts: [{ name: 'draft.created' }] })
  const other = rebuilt(whole, ({ seq }) => (seq === 1 ? { actorId: 'somebody else' } : {}))
  expect(faultIn(other)).toBeNull()
  expect(faultIn(other, whole.head)).toMatchObject({ code: 'rebuilt', seq: whole.head.seq })
  const longer = madeExport([aVote], { acts: [{ name: 'draft.created' }, { name: 'draft.advanced' }] })
  expect(faultIn(longer, whole.head)).toBeNull()
})

test('a record made anew does not hide a changed result, charter, or proposal', () => {
  const whole = madeExport([aVote])
  expect(faultIn(changed({ 'proposals[0].ballots[1].content.choice': 'for' }, whole))).toEqual({ code: 'ballotsHash', proposal: 1, path: 'proposals[0].ballots' })
  expect(faultIn(rebuilt(whole, ({ name, facts }) => (name === 'proposal.closed' ? { facts: { ...facts, outcome: 'rejected' } } : {})))).toMatchObject({ code: 'closingDiffers', proposal: 1, seq: 4 })
  expect(faultIn(changed({ 'proposals[0].result.outcome': 'rejected' }, whole))).toMatchObject({ code: 'result', proposal: 1 })
  expect(faultIn(changed({ 'charters[0].canonical': whole.charters[0]?.canonical.replace('twoThirds', 'concurrent') }, whole))).toMatchObject({ code: 'charterHash', seq: 2 })
  expect(faultIn({ ...whole, proposals: [] })).toMatchObject({ code: 'proposalMissing', seq: 3 })
  expect(faultIn({ ...whole, charters: [] })).toMatchObject({ code: 'charterMissing', seq: 2 })
  const reopened = Object.fromEntries(['closedAt', 'roll', 'ballots', 'result', 'ballotsHash'].map((name) => [`proposals[0].${name}`, null]))
  expect(faultIn(changed(reopened, whole))).toMatchObject({ code: 'closingMissing', seq: 4 })
})

test('a ballot of somebody who is not on the roll, and a second one of somebody who is, are named', () => {
  const [vote] = two.proposals
  const [roll = [], ballots = []] = [vote?.roll ?? [], vote?.ballots ?? []]
  expect(faultIn(changed({ 'proposals[0].ballots[1].electorId': 'nobody' }))).toEqual({ code: 'notOnRoll', path: 'proposals[0].ballots[1].electorId', proposal: 1 })
  expect(faultIn(changed({ 'proposals[0].ballots': [...ballots, ballots[0]] }))).toEqual({ code: 'ballotTwice', path: 'proposals[0].ballots[3].electorId', proposal: 1 })
  // The opening fixes how long the roll is: an elector more is seen there first.
  expect(faultIn(changed({ 'proposals[0].roll': [...roll, roll[0]] }))).toMatchObject({ code: 'openingDiffers', proposal: 1 })
  expect(faultIn(changed({ 'proposals[0].roll[1]': roll[0] }))).toMatchObject({ code: 'electorTwice', path: 'proposals[0].roll[1].id' })
})

test('words that were agreed to must be the words that were written, and the record must know of it', () => {
  const amendmentId = '44444444-4444-4444-8444-444444444444'
  const sealed = 'Within 24 hours.'
  const consolidation = { amendmentId, proposalId: null, seq: 9, sealed, hash: hashOf(sealed), written: sealed }
  const acts = [{ name: 'amendment.consolidated' as const, ids: { amendmentId }, facts: { hash: hashOf(sealed) } }]
  const of = (change: object) => faultIn(madeExport([aVote], { acts, consolidations: [{ ...consolidation, ...change }] }))?.code ?? null
  expect([of({}), of({ written: 'Without delay.' }), of({ sealed: 'Without delay.' }), of({ amendmentId: 'another' })]).toEqual([null, 'writtenHash', 'sealedHash', 'consolidationUnrecorded'])
  // Accepted without a vote they are checked alike; rejected, nothing was written.
  const settled = (seq: number | null) => faultIn(madeExport([aVote], { acts: [{ name: 'amendment.settled' as const, ids: { amendmentId }, facts: { hash: hashOf(sealed), seq } }], consolidations: [consolidation] }))?.code ?? null
  expect([settled(9), settled(null)]).toEqual([null, 'consolidationUnrecorded'])
})

test('words may only have been written for a vote that agreed to them', () => {
  const amendmentId = '44444444-4444-4444-8444-444444444444'
  const file = (words: string) => {
    const { proposals: [vote] } = madeExport([aVote])
    const consolidation = { amendmentId, proposalId: vote?.id ?? '', seq: 9, sealed: words, hash: hashOf(words), written: words }
    return madeExport([aVote], { acts: [{ name: 'amendment.consolidated' as const, ids: { amendmentId }, facts: { hash: hashOf(words) } }], consolidations: [consolidation] })
  }
  expect(faultIn(file(aVote.words ?? ''))).toBeNull()
  expect(faultIn(file('Other words.'))).toMatchObject({ code: 'consolidationUndecided', path: 'consolidations[0].proposalId', proposal: 1 })
})

test('an opening that was recorded before it said its question and its charter holds as it was hashed; one that says them holds the file to them', () => {
  const whole = madeExport([aVote])
  const before = rebuilt(whole, ({ name, facts }) => {
    if (name !== 'proposal.opened') return {}
    const { question: _question, charterVersion: _version, ...rest } = facts
    return { facts: rest }
  })
  expect(faultIn(before)).toBeNull()
  expect(faultIn(changed({ 'proposals[0].question': 'Another?' }, before))).toBeNull()
  expect(faultIn(changed({ 'proposals[0].question': 'Another?' }, whole))).toMatchObject({ code: 'openingDiffers', path: 'proposals[0].question' })
})

test('what is no export, or has something in it that nobody checks, is refused with its place', () => {
  expect([null, [], 'text', {}, { format: 'parley-record-export/2' }].map((value) => faultIn(value)?.code)).toEqual(Array.from({ length: 5 }, () => 'notAnExport'))
  expect(faultIn(changed({ 'record[1].note': 'more' }))).toEqual({ code: 'shape', path: 'record[1].note' })
  expect(faultIn(changed({ 'record[1].hash': 'ABC' }))).toEqual({ code: 'shape', path: 'record[1].hash' })
  expect(faultIn(changed({ 'proposals[0].ballots': 3 }))).toEqual({ code: 'shape', path: 'proposals[0].ballots' })
})

test('a head is read as it was written, however it was spaced', () => {
  const head = { seq: 57, hash: hashOf('a head') }
  expect(readHead(writeHead(head))).toEqual(head)
  expect(readHead(`57 : ${head.hash.toUpperCase().replace(/(.{4})/g, '$1 ')}\n`)).toEqual(head)
  expect(['', '57', `57:${head.hash.slice(1)}`, `x:${head.hash}`].map(readHead)).toEqual([null, null, null, null])
})

test('the hash of an act is over the name of the record, the hash before it and the bytes, in this order', () => {
  const canonical = new TextEncoder().encode('{"é":1}')
  const bytes = Buffer.concat([Buffer.from('parley-record/1'), Buffer.from(chainOrigin.hash, 'hex'), canonical])
  expect(hashOfAct(chainOrigin.hash, canonical, sha256)).toBe(Buffer.from(sha256(bytes)).toString('hex'))
})

import pino from 'pino'
import { expect, test } from 'vitest'
import type { PersonaView } from '#domain/contract/accounts.ts'
import type { AmendmentSummary } from '#domain/contract/amendments.ts'
import type { CoverageView } from '#domain/contract/challenges.ts'
import type { ThreadView } from '#domain/contract/comments.ts'
import type { DraftSummary, DraftView } from '#domain/contract/drafts.ts'
import type { OrderView } from '#domain/contract/marshalling.ts'
import type { ProposalSummary } from '#domain/contract/proposals.ts'
import { verify } from '#server/cli/verify.ts'
import { seed } from '#server/seed/content.ts'
import { seedIfEmpty } from '#server/seed/seed.ts'
import { anApp } from '#tests/support/app.ts'

const app = anApp({ seeded: true })

async function theDraft() {
  const reader = await app.as('observer')
  const { body } = await reader.get<{ drafts: DraftSummary[] }>('/api/drafts')
  const [{ id } = { id: '' }] = body.drafts
  const of = async <Body>(what = '') => (await reader.get<Body>(`/api/drafts/${id}${what}`)).body
  return { count: body.drafts.length, workspaceId: body.drafts[0]?.workspaceId ?? '', of }
}

async function verdict() {
  const said: string[] = []
  return { code: await verify(app.databaseUrl, pino({ level: 'silent' }), (line) => said.push(line)), said }
}

test('the draft is there: fifteen articles in seven chapters, recitals, and every clause in plain words in both languages', async () => {
  const { count, of } = await theDraft()
  const { clauses, stage, title } = await of<DraftView>()
  const kinds = (kind: string) => clauses.filter((clause) => clause.kind === kind)
  expect([count, stage, kinds('article').length, kinds('chapter').length, kinds('recital').length, kinds('citation').length])
    .toEqual([1, 'deliberation', 15, 7, seed.draft.recitals.length, seed.draft.citations.length])
  expect(title).toEqual({ en: seed.draft.title.en, fr: seed.draft.title.fr })
  expect(kinds('article').map(({ number }) => number)).toEqual(Array.from({ length: 15 }, (_, index) => String(index + 1)))
  expect(kinds('article').filter(({ summary, text }) => !summary?.en || !summary.fr || text === '')).toEqual([])
})

test('what people edited since, and what was voted in, stands in the text', async () => {
  const { clauses } = await (await theDraft()).of<DraftView>()
  const text = clauses.map((clause) => clause.text).join('\n')
  const adopted = seed.amendments.find(({ key }) => key === seed.proposals.find((proposal) => proposal.key === 'pr-2')?.amendment)
  for (const { old, new: words } of [...seed.edits, ...(adopted ? [adopted] : [])]) {
    expect(text).toContain(words)
    if (!words.includes(old)) expect(text).not.toContain(old)
  }
})

test('thirteen people can be entered, each in their role', async () => {
  const { body } = await app.nobody().get<{ personas: PersonaView[] }>('/api/demo/personas')
  expect(body.personas.map(({ persona }) => persona).sort()).toEqual(expect.arrayContaining(['civilSociety', 'civilSociety-2', 'creator', 'developer', 'ethicist', 'facilitator', 'observer', 'policymaker', 'policymaker-2']))
  expect([body.personas.length, body.personas.filter(({ organisation }) => !organisation)]).toEqual([seed.people.length + 1, []])
})

test('the fourteen threads are there on their words, with their replies, answered or open', async () => {
  const { threads } = await (await theDraft()).of<{ threads: ThreadView[] }>('/threads')
  const shape = ({ text, replies, state }: (typeof seed.threads)[number]) => [text, replies.length + 1, state === 'answered']
  expect(threads.map(({ comments, resolvedAt }) => [comments[0]?.body, comments.length, resolvedAt !== null]).sort()).toEqual(seed.threads.map(shape).sort())
  expect(threads.filter(({ anchor }) => !anchor?.quote)).toEqual([])
})

test('one proposal was adopted and one is open with five ballots', async () => {
  const { proposals } = await (await theDraft()).of<{ proposals: ProposalSummary[] }>('/proposals')
  expect(proposals.map(({ closedAt, result, cast }) => [closedAt !== null, result?.outcome ?? null, cast])).toEqual([[false, null, 5], [true, 'adopted', 10]])
  expect(proposals.every(({ clauseId }) => clauseId !== null)).toBe(true)
})

test('amendments are under way: two alternatives and one that waits for its vote, and what a caucus drafts only its role sees', async () => {
  const { of } = await theDraft()
  const { groups, exclusions } = await of<OrderView>('/amendments/order')
  const shape = groups.map((group) => group.map(({ amendment: { title, state, sponsors, supporters } }) => [title, state, new Set(sponsors.map(({ role }) => role)).size, supporters.length]).sort())
  expect(shape).toEqual([
    [['Seven days for prompts', 'lodged', 2, 1], ['Two weeks for prompts, 30 days for fingerprints', 'lodged', 1, 1]], [['Audits by share of the population', 'sealed', 2, 1]],
  ])
  expect(exclusions.map(({ because, place }) => [because, place.label?.en])).toEqual([['alternatives', 'Article\u00a04(3)(a)']])
  const said = await Promise.all(groups.flat().map(async ({ amendment: { id } }) => (await (await app.as('observer')).get<{ threads: unknown[] }>(`/api/amendments/${id}/threads`)).body.threads.length))
  expect(said.reduce((sum, count) => sum + count, 0)).toBe(2)
  const titles = async (persona: string) => (await (await app.as(persona)).get<{ amendments: AmendmentSummary[] }>(`/api/drafts/${(await of<DraftView>()).id}/amendments`)).body.amendments.map(({ title }) => title)
  expect([(await titles('policymaker')).length, (await titles('creator')).includes('Who owns what was generated')]).toEqual([3, true])
})

test('every challenge of the source is answered by an article, but for the gap that says why', async () => {
  const { rows } = await (await theDraft()).of<CoverageView>('/coverage')
  expect([rows.filter(({ kind }) => kind === 'challenge').length, rows.filter(({ kind }) => kind === 'measure').length]).toEqual([10, 4])
  const gaps = rows.filter(({ clauseIds }) => clauseIds.length === 0)
  expect(gaps.map(({ key, gapReason }) => [key, typeof gapReason?.en, typeof gapReason?.fr])).toEqual([['ownership', 'string', 'string']])
})

test('it was all done by people with the right to it, in the order of days, and the record of it verifies', async () => {
  const { code, said } = await verdict()
  // One line for each text, each proposal and each sealed amendment, and one for the record.
  const moved = seed.amendments.flatMap((amendment) => amendment.title === undefined ? [] : [amendment])
  expect([code, said.length]).toEqual([0, 4 + moved.length + moved.filter(({ days }) => days.sealed !== undefined).length])
  const { workspaceId } = await theDraft()
  const acts = await app.sql<{ name: string; at: Date; actorId: string | null }>('select name, at, "actorId" from record where "workspaceId" = $1 order by seq', [workspaceId])
  expect(acts.filter(({ name }) => name === 'ballot.cast')).toHaveLength(15)
  expect(acts.filter(({ at }, index) => at < (acts[index - 1]?.at ?? at))).toEqual([])
  expect(acts.filter(({ at }) => at.getTime() > Date.now())).toEqual([])
  expect(acts.filter(({ actorId }) => actorId === null)).toEqual([])
})

// The job that closed the vote of the seed is done at the first moment of the worker, whenever that is: only deadlines to come are counted.
const everything = () => app.sql(`
  select (select count(*) from record) as acts, (select count(*) from journal) as rows, (select count(*) from comment) as comments,
    (select count(*) from ballot) as ballots, (select count(*) from "user") as people, (select count(*) from graphile_worker._private_jobs where run_at > now()) as jobs`)

test('a second seeding does nothing', async () => {
  const before = await everything()
  expect(await seedIfEmpty({ ...app.running(), ownerUrl: app.databaseUrl })).toBe(false)
  await app.stop()
  await app.start()
  expect(await everything()).toEqual(before)
})

test('a seeding that was killed half-way is wiped and done anew', async () => {
  const before = await everything()
  await app.stop()
  await app.sql('update seeding set "finishedAt" = null')
  await app.sql('delete from comment where "createdAt" > (select min("createdAt") from comment)')
  await app.start()
  expect(await everything()).toEqual(before)
  expect((await verdict()).code).toBe(0)
})

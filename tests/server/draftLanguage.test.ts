import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { DifferenceView } from '#domain/contract/amendments.ts'
import type { DraftView } from '#domain/contract/drafts.ts'
import type { ComparisonView, TextAtView } from '#domain/contract/history.ts'
import type { PiecesView } from '#domain/contract/pieces.ts'
import type { ProposalView } from '#domain/contract/proposals.ts'
import type { RecordView } from '#domain/contract/records.ts'
import { writeClause } from '#domain/text/clauseFragment.ts'
import { addNode } from '#domain/text/placeNodes.ts'
import { lodged } from '#tests/support/amending.ts'
import { anApp } from '#tests/support/app.ts'
import type { Refused } from '#tests/support/client.ts'
import { drafts } from '#tests/support/drafter.ts'
import { listens } from '#tests/support/listener.ts'
import { until } from '#tests/support/until.ts'
import { openVote } from '#tests/support/votes.ts'
import { aWorkspace, type World } from '#tests/support/world.ts'

const app = anApp()

const change = async (world: World, language: string, persona = 'facilitator') => (await world.as(persona)).patch<{ done: true } & Refused>(`/api/drafts/${world.draftId}`, { language })
const read = async <T>(world: World, path: string, persona = 'facilitator') => (await (await world.as(persona)).get<T>(path)).body
const draftOf = (world: World) => read<DraftView>(world, `/api/drafts/${world.draftId}`)
const acts = async (world: World, name: string) => (await read<RecordView>(world, `/api/workspaces/${world.workspaceId}/record?name=${name}`)).entries
const plain = (words: string | null | undefined) => words?.replaceAll('\u00A0', ' ') ?? null

/** A third article that refers to the first one and to its paragraph. */
async function withReference(world: World) {
  const { doc, synced, acknowledged, leave } = drafts(await world.as('policymaker'), world)
  await synced()
  const to = (block: string | null) => ({ crossReference: { target: world.first.id, block, form: 'full' as const } })
  const id = randomUUID()
  doc.transact(() => writeClause(addNode(doc, { id, kind: 'article', parent: null, after: world.second.id }), {
    blocks: [{ type: 'heading', id: randomUUID(), inlines: [{ text: 'Renvoi' }] }, { type: 'paragraph', id: randomUUID(), inlines: [{ text: 'Voir ' }, to(null), { text: ' et ' }, to(world.first.paragraph)] }],
  }))
  await until(() => acknowledged().seq > 1)
  leave()
  return id
}

test('a draft is begun in the language that was chosen, and in English by who names none', async () => {
  const world = await aWorkspace(app)
  const policymaker = await world.as('policymaker')
  const begin = (input: object) => policymaker.post<{ id: string } & Refused>(`/api/workspaces/${world.workspaceId}/drafts`, input)
  const french = await begin({ title: 'Règlement sur les contenus', language: 'fr' })
  const plainOne = await begin({ title: 'A regulation' })
  expect(await read<DraftView>(world, `/api/drafts/${french.body.id}`)).toMatchObject({ language: 'fr', title: { en: 'Règlement sur les contenus' } })
  expect(await read<DraftView>(world, `/api/drafts/${plainOne.body.id}`)).toMatchObject({ language: 'en' })
  expect((await acts(world, 'draft.created')).find(({ draft }) => draft?.id === french.body.id)).toMatchObject({ facts: { language: 'fr' } })
  expect(await begin({ title: 'Eine Verordnung', language: 'de' })).toMatchObject({ status: 422 })
})

test('whoever leads a draft says in which language it is: every page hears it, the record has it, and no word of the text is touched', async () => {
  const world = await aWorkspace(app)
  const listener = await listens(await world.as('observer'))
  const before = await draftOf(world)
  expect((await change(world, 'fr', 'policymaker')).body.error).toMatchObject({ code: 'forbidden', details: { because: 'role' } })
  expect((await draftOf(world)).language).toBe('en')
  expect(await change(world, 'fr')).toMatchObject({ status: 200 })
  expect(await listener.hears('draft.changed')).toEqual({ name: 'draft.changed', workspaceId: world.workspaceId, draftId: world.draftId, ids: {} })
  expect(await draftOf(world)).toEqual({ ...before, language: 'fr' })
  // To say it again changes nothing, and nothing more is recorded.
  await change(world, 'fr')
  expect(await acts(world, 'draft.changed')).toMatchObject([{ actor: { id: world.userId('facilitator') }, draft: { id: world.draftId }, facts: { language: { from: 'en', to: 'fr' } } }])
})

test('what the law says of its provisions is said in its language: in the draft, in the past, compared, amended and voted on', async () => {
  const world = await aWorkspace(app)
  const citing = await withReference(world)
  const { amendment } = await lodged(world)
  await change(world, 'fr')
  expect(plain((await draftOf(world)).clauses.find(({ id }) => id === citing)?.text)).toBe('Voir article 1 et article 1, paragraphe 1')
  const { clauses } = await read<TextAtView>(world, `/api/drafts/${world.draftId}/history/1`)
  expect(clauses.map(({ label }) => plain(label))).toEqual([null, 'Article 1', 'Article 2'])
  const compared = await read<ComparisonView>(world, `/api/drafts/${world.draftId}/compare?from=1`)
  expect(compared.clauses.flatMap(({ blocks }) => blocks.flatMap(({ pieces }) => pieces.map(({ text }) => plain(text)))).join('')).toContain('Voir article 1 et article 1, paragraphe 1')
  const { clauses: changed } = await read<DifferenceView>(world, `/api/amendments/${amendment.id}/difference`)
  expect(plain(changed[0]?.labelTo)).toBe('Article 1')
  // The sentence around a piece is the reader's.
  const [piece] = (await read<PiecesView>(world, `/api/amendments/${amendment.id}/pieces?language=en`)).pieces
  expect(piece).toMatchObject({ instruction: { place: { label: 'Article\u00A01(1)' } } })
  const vote = await openVote(world, { clauseId: citing })
  expect(vote).toMatchObject({ draftLanguage: 'fr', clauseLabel: 'Article\u00A03' })
  const { references } = await read<{ references: string[] }>(world, `/api/proposals/${vote.id}/references`)
  expect(references.map(plain)).toEqual(['article 1', 'article 1, paragraphe 1'])
})

test('while a vote on the draft is open, and once it is adopted, it keeps its language', async () => {
  const world = await aWorkspace(app)
  const vote = await openVote(world)
  expect((await change(world, 'fr')).body.error).toMatchObject({ code: 'conflict', details: { because: 'voteOpen' } })
  await (await world.as('facilitator')).post<ProposalView>(`/api/proposals/${vote.id}/close`)
  expect(await change(world, 'fr')).toMatchObject({ status: 200 })
  await world.placeAt('adopted')
  expect((await change(world, 'en')).body.error).toMatchObject({ code: 'conflict', details: { because: 'languageAdopted' } })
  expect((await draftOf(world)).language).toBe('fr')
})

test('a draft of the time before has the language that all had then', async () => {
  const [column] = await app.sql<{ column_default: string }>(`select column_default from information_schema.columns where table_name = 'draft' and column_name = 'language'`)
  expect(column?.column_default).toContain(`'en'`)
})

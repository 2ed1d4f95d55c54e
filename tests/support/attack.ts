import { createHash } from 'node:crypto'
import { expect } from 'vitest'
import * as Y from 'yjs'
import { canonicalClause } from '#domain/text/canonical.ts'
import { readDraft } from '#domain/text/draftText.ts'
import type { AppUnderTest } from './app.ts'
import { digestOf } from './digest.ts'
import { type Drafter, drafts, paragraphOf, wordsOf } from './drafter.ts'
import { type RawSocket, rawSocket, stateIn, updateFrame } from './rawSocket.ts'
import { until } from './until.ts'
import type { Clause, World } from './world.ts'

const textOf = ({ draftId }: Pick<World, 'draftId'>) => `draft:${draftId}`

/** The words of a text as a ballot would seal them, every provision with its place. */
const hashOf = (doc: Y.Doc) => createHash('sha256')
  .update(JSON.stringify(readDraft(doc).nodes.map(({ id, kind, parent, order, content }) => [id, parent, order, canonicalClause(kind, content)]))).digest('hex')

/** Everything there is: a hash of every table (journals and record among them), how many rows, and the words of every text as it is served. */
async function stateOf(app: AppUnderTest) {
  const texts = await app.sql<{ id: string; seq: string }>('select id, seq from text order by id')
  const served = await Promise.all(texts.map(async ({ id, seq }) => [id, seq, await app.running().texts.read(id, hashOf)]))
  const [record] = await app.sql<{ rows: string }>('select count(*) as rows from record')
  return { tables: await digestOf(app), served, record: record?.rows }
}

/** Does something that must leave no trace in any table, journal, text or in the record, and leave the server alive. */
export async function nothingChanged(app: AppUnderTest, act: () => Promise<unknown>): Promise<void> {
  const before = await stateOf(app)
  await act()
  expect(await stateOf(app)).toEqual(before)
  expect((await fetch(`${app.origin}/api/health`)).status).toBe(200)
}

let edits = 0
/** The next edit of somebody else, made by the server; what was typed. */
export async function nextEdit(app: AppUnderTest, world: World): Promise<string> {
  edits += 1
  const token = `⟦${edits}⟧`
  await app.running().texts.edit(textOf(world), { userId: world.userId('policymaker') }, (doc) => { paragraphOf(doc, world.second).insert(0, token) })
  return token
}

/**
 * An attack that changes nothing, while somebody else writes in the same text: they are not put out, are told the next edit, and
 * their own is kept. `remade`: the attack may cost the room its memory, so that everyone comes back to one made anew (R6).
 */
export async function harmless(app: AppUnderTest, world: World, attack: (witness: Drafter) => Promise<unknown>, { remade = false } = {}): Promise<void> {
  const witness = drafts(await world.as('policymaker-2'), world)
  await witness.synced()
  witness.type(world.second, '·')
  await until(() => witness.acknowledged().count === 2)
  await nothingChanged(app, () => attack(witness))
  expect(witness.closes.map(({ code }) => code).filter((code) => !(remade && code === 1013))).toEqual([])
  const token = await nextEdit(app, world)
  await until(() => witness.words(world.second).includes(token))
  witness.type(world.second, `${token}!`)
  await until(() => app.running().texts.read(textOf(world), (doc) => wordsOf(doc, world.second).includes(`${token}!`)))
  witness.leave()
}

/** The text as anybody who may read it is told. */
export async function told(world: World): Promise<Y.Doc> {
  const reader = await rawSocket(await world.as('observer'), world)
  await reader.answered()
  const doc = new Y.Doc()
  for (const frame of reader.frames) { const state = stateIn(frame); if (state) Y.applyUpdate(doc, state) }
  reader.socket.terminate()
  return doc
}

/** An update made by hand upon the text as it is, under a client id of its own or a given one. */
export async function madeUpon(world: World, change: (doc: Y.Doc) => void, clientId?: number): Promise<Uint8Array> {
  const doc = await told(world)
  if (clientId !== undefined) doc.clientID = clientId
  const before = Y.encodeStateVector(doc)
  let only = new Uint8Array()
  // A deletion does not change the state vector: what was done is what the document tells of it.
  doc.on('update', (update: Uint8Array) => { only = new Uint8Array(update) })
  doc.transact(() => change(doc))
  return only.length > 0 ? only : Y.encodeStateAsUpdate(doc, before)
}

/** An update that types these words. */
export const typed = (world: World, clause: Clause, added: string, clientId?: number) => madeUpon(world, (doc) => { paragraphOf(doc, clause).insert(0, added) }, clientId)

/** Somebody with the text open who has been told it, with more to say. */
export async function inside(world: World, persona: string): Promise<RawSocket> {
  const socket = await rawSocket(await world.as(persona), world)
  await socket.answered()
  return socket
}

/** The code with which the server puts out somebody who sends these frames, one after the other. */
export async function codeFor(world: World, persona: string, ...frames: readonly Uint8Array[]): Promise<number> {
  const socket = await inside(world, persona)
  for (const frame of frames) socket.send(frame)
  return (await socket.closed()).code
}

/** The same for one update. */
export const codeForUpdate = (world: World, persona: string, update: Uint8Array) => codeFor(world, persona, updateFrame(update))

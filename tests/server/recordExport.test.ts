import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import type { ProposalView } from '#domain/contract/proposals.ts'
import { recordExportView } from '#domain/contract/recordExport.ts'
import type { Head } from '#domain/verify/chain.ts'
import type { RecordExport } from '#domain/verify/recordExport.ts'
import { verifyExport } from '#domain/verify/verifyExport.ts'
import { exportText } from '#server/features/records/export.presenter.ts'
import { anApp } from '#tests/support/app.ts'
import { aBallotBox, electors } from '#tests/support/ballotBox.ts'
import { launch, newFolder } from '#tests/support/launch.ts'
import { sha256 } from '#tests/support/madeExport.ts'
import { openVote } from '#tests/support/votes.ts'
import { aWorkspace, type World } from '#tests/support/world.ts'

const app = anApp()

const exported = async (world: World, persona = 'observer') => {
  const { status, body } = await (await world.as(persona)).get<RecordExport>(`/api/workspaces/${world.workspaceId}/record/export`)
  expect(status).toBe(200)
  return body
}
const faultIn = (file: unknown) => verifyExport(file, { sha256 }).fault

async function castIn(world: World, { id, words }: ProposalView, choices: Readonly<Record<string, string>>) {
  for (const [persona, choice] of Object.entries(choices)) {
    const { status } = await (await world.as(persona)).put(`/api/proposals/${id}/ballot`, { choice, hash: words?.hash ?? null, reason: `Because ${choice} “é” \n \u2028 <b>.` })
    expect(status).toBe(200)
  }
}
const close = async (world: World, { id }: ProposalView) => (await (await world.as('facilitator')).post<ProposalView>(`/api/proposals/${id}/close`)).body

test('the export of a workspace is what its contract says, holds in every check, and gives the results that the page shows', async () => {
  const world = await aWorkspace(app)
  const vote = await openVote(world, { method: { kind: 'majority', threshold: { kind: 'simple' }, concurrent: { roles: ['policymaker', 'civilSociety'], atLeast: 2 } }, quorum: { all: { kind: 'number', electors: 2 }, roles: {} }, roles: ['policymaker', 'civilSociety', 'ethicist'] })
  await castIn(world, vote, { 'policymaker': 'for', 'policymaker-2': 'abstention', 'civilSociety': 'for', 'ethicist': 'against' })
  const { result, ballots, ballotsHash, words } = await close(world, vote)
  await close(world, await openVote(world, { clauseId: null, question: 'Shall we go on?' }))
  const file = await exported(world)
  expect(recordExportView.parse(file)).toEqual(file)
  const { fault, checks, head } = verifyExport(file, { sha256 })
  expect([fault, head]).toEqual([null, file.head])
  expect(Object.fromEntries(checks.map(({ name, checked }) => [name, checked]))).toMatchObject({ chain: file.record.length, proposals: 2, words: 1, roll: 4, results: 2, charters: 1 })
  const [proposal] = file.proposals
  expect([proposal?.result, proposal?.ballotsHash, proposal?.words]).toEqual([result, ballotsHash, words?.canonical])
  expect(proposal?.ballots?.map(({ electorId, content, reason }) => [electorId, JSON.stringify(content), reason]).sort()).toEqual(ballots.map(({ elector, content, reason }) => [elector.id, JSON.stringify(content), reason]).sort())
})

test('people are references, and only those whose ballots were published by name are named; nobody by their address', async () => {
  const world = await aWorkspace(app)
  const vote = await openVote(world)
  await castIn(world, vote, { civilSociety: 'for' })
  await close(world, vote)
  const file = await exported(world)
  expect(file.people).toEqual([{ id: world.userId('civilSociety'), name: 'Name of civilSociety' }])
  expect(JSON.stringify(file)).not.toContain('@parley.example')
  expect(JSON.stringify({ ...file, people: [] })).not.toContain('Name of')
})

test('of a vote that is open the file has the words and the rule, and nothing of how it stands', async () => {
  const world = await aWorkspace(app)
  const vote = await openVote(world)
  await castIn(world, vote, { civilSociety: 'for' })
  const file = await exported(world)
  expect(file.proposals).toMatchObject([{ words: vote.words?.canonical, closedAt: null, roll: null, ballots: null, result: null, ballotsHash: null }])
  expect(faultIn(file)).toBeNull()
})

test('a secret ballot is exported as it was published, holds, and does not say who took part', async () => {
  const box = await aBallotBox(app, { secrecy: 'secret', hidden: true })
  const voters = electors.slice(0, 5)
  for (const persona of voters) expect((await box.cast(persona, { choice: 'for' })).status).toBe(200)
  await box.post('facilitator', 'close')
  const file = await exported(box.world)
  expect([faultIn(file), file.proposals[0]?.secret?.papers.length, file.proposals[0]?.ballots, file.people]).toEqual([null, 5, [], []])
  expect(JSON.stringify(file.proposals)).not.toContain('hasCast')
})

test('a person can be erased, and the chain and the votes still hold', async () => {
  const world = await aWorkspace(app)
  const vote = await openVote(world)
  await castIn(world, vote, { civilSociety: 'for' })
  await close(world, vote)
  await app.sql(`update "user" set name = '', email = id || '@elsewhere.invalid', persona = null where id = $1`, [world.userId('civilSociety')])
  const file = await exported(world)
  expect([file.people, faultIn(file), file.proposals[0]?.ballots?.length]).toEqual([[], null, 1])
  await app.sql(`update "user" set name = 'Name of civilSociety', email = 'civilSociety@parley.example', persona = 'civilSociety' where id = $1`, [world.userId('civilSociety')])
})

test('it is a file with a name, and the API describes it', async () => {
  const world = await aWorkspace(app)
  const reader = await world.as('observer')
  const response = await fetch(`${reader.origin}/api/workspaces/${world.workspaceId}/record/export`, { headers: { cookie: reader.cookie() } })
  const { head } = await response.json() as RecordExport
  expect(response.headers.get('content-disposition')).toBe(`attachment; filename=parley-record-${world.workspaceId}-${head.seq}.json`)
  expect(response.headers.get('content-type')).toMatch(/^application\/json/)
  const { body } = await reader.get<{ paths: Record<string, { get: { responses: Record<string, { content: object }> } }> }>('/api/openapi.json')
  expect(JSON.stringify(body.paths['/api/workspaces/{workspaceId}/record/export']?.get.responses['200']?.content)).toContain('parley-record-export/1')
})

test('a record of 20,000 acts is exported as of its last act, while others go on being recorded, and holds', async () => {
  const world = await aWorkspace(app)
  const { workspaceId } = world
  const { head } = await exported(world)
  await appendMany(workspaceId, head, 20_000)
  const reader = await world.as('observer')
  const response = await fetch(`${reader.origin}/api/workspaces/${workspaceId}/record/export`, { headers: { cookie: reader.cookie() } })
  // The answer has begun, and waits for whoever reads it.
  const vote = await openVote(world)
  await close(world, vote)
  const file = await response.json() as RecordExport
  expect([file.record.length, file.proposals]).toEqual([head.seq + 20_000, []])
  expect(faultIn(file)).toBeNull()
}, 120_000)

test('of a record of any length no more is read than is written: memory holds a page of it', async () => {
  let read = 0
  const row = { canonical: Buffer.from('x'.repeat(300)), prevHash: Buffer.alloc(32), hash: Buffer.alloc(32) }
  async function* record() { for (; read < 100_000; read += 1) yield { seq: read + 1, ...row } }
  async function* none() { yield* [] }
  const workspace = { id: 'w', name: 'W', createdAt: new Date() }
  let written = 0
  let ahead = 0
  for await (const piece of exportText({ workspace, exportedAt: new Date(), head: { seq: 0, hash: '' }, record, charters: async () => [], proposals: none, consolidations: none, corrections: none, people: none })) {
    written += piece.split('"canonical"').length - 1
    ahead = Math.max(ahead, read - written)
  }
  expect([read, written]).toEqual([100_000, 100_000])
  expect(ahead).toBeLessThanOrEqual(1)
})

/** Rows as the server would append them, written by one statement a thousand. */
async function appendMany(workspaceId: string, from: Head, count: number) {
  let { seq } = from
  let hash: Buffer = Buffer.from(from.hash, 'hex')
  for (let written = 0; written < count; written += 1000) {
    const rows = Array.from({ length: 1000 }, () => {
      seq += 1
      const at = new Date().toISOString()
      const canonical = Buffer.from(JSON.stringify({ workspaceId, seq, name: 'thread.resolved', actorId: null, draftId: null, at, ids: { threadId: 't' }, facts: {} }))
      const prev = hash
      hash = createHash('sha256').update('parley-record/1').update(prev).update(canonical).digest()
      return [workspaceId, seq, 'thread.resolved', at, canonical, prev, hash]
    })
    const places = rows.map((_, row) => `($${row * 7 + 1}, $${row * 7 + 2}, $${row * 7 + 3}, $${row * 7 + 4}, $${row * 7 + 5}, $${row * 7 + 6}, $${row * 7 + 7})`)
    await app.sql(`insert into record ("workspaceId", seq, name, at, canonical, "prevHash", hash) values ${places.join()}`, rows.flat())
  }
}

test('the verifier of the command line needs the file alone: it says what holds, and names a changed byte by its place', async () => {
  const world = await aWorkspace(app)
  const vote = await openVote(world)
  await castIn(world, vote, { civilSociety: 'for' })
  await close(world, vote)
  const file = await exported(world)
  const folder = newFolder()
  const verified = async (content: string, ...words: string[]) => {
    const name = path.join(folder, 'record.json')
    fs.writeFileSync(name, content)
    const command = launch(['--import', 'tsx', 'scripts/verify.ts', name, ...words], {})
    return { code: await command.ended(), said: command.said() }
  }
  const text = JSON.stringify(file)
  const head = `${file.head.seq}:${file.head.hash}`
  expect(await verified(text, '--head', head)).toEqual({ code: 0, said: expect.stringMatching(new RegExp(`record: ${file.head.seq} acts.*results: 1 counted anew.*The record holds.*${head}\n$`, 's')) })
  const seq = file.head.seq - 1
  const byte = text.indexOf(file.record[seq - 1]?.canonical.slice(2, 20).replaceAll('"', '\\"') ?? '', text.indexOf(`"seq":${seq},"canonical"`)) + 40
  const changed = `${text.slice(0, byte)}${text[byte] === '0' ? '1' : '0'}${text.slice(byte + 1)}`
  expect(await verified(changed)).toEqual({ code: 1, said: expect.stringMatching(new RegExp(`FAULT {3}chain: the act is not the one that was hashed \\(record\\[${seq - 1}\\]\\.canonical, act ${seq}\\)\n$`)) })
  expect((await verified(text.slice(0, -10))).code).toBe(1)
  const { code, said } = await verified(JSON.stringify({ ...file, workspace: { ...file.workspace, name: '\u001B[2Kok\nrecord: whole \u202E' }, '\u009B1A': 1 }))
  expect([code, said]).toEqual([1, expect.stringMatching(/^FAULT {3}format: this is not as the format says \(\\u\{9b\}1A\)\n$/)])
  expect((await verified(JSON.stringify({ ...file, workspace: { ...file.workspace, name: '\u001B[2Kok\nrecord: whole \u202E' } }))).said).toContain('workspace “\\u{1b}[2Kok\\u{a}record: whole \\u{202e}”')
  expect(await verified(text, '--head', 'nonsense')).toEqual({ code: 2, said: expect.stringContaining('Use it as: npm run verify -- FILE [--head SEQ:HASH]') })
})

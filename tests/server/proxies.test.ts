import { expect, test } from 'vitest'
import type { CastView } from '#domain/contract/proposals.ts'
import type { RecordExport } from '#domain/verify/recordExport.ts'
import { verifyExport } from '#domain/verify/verifyExport.ts'
import { verify } from '#server/cli/verify.ts'
import pino from 'pino'
import { anApp } from '#tests/support/app.ts'
import { nothingChanged } from '#tests/support/attack.ts'
import { aBallotBox, everyRole } from '#tests/support/ballotBox.ts'
import type { Refused } from '#tests/support/client.ts'
import { sha256 } from '#tests/support/madeExport.ts'
import { openVote } from '#tests/support/votes.ts'

const app = anApp()

async function aBox(change: object = {}) {
  const box = await aBallotBox(app, { proxies: true, ...change })
  const as = (persona: string) => box.world.as(persona)
  return {
    ...box,
    name: async (giver: string, holder: string) => (await as(giver)).put<CastView & Refused>(`${box.path}/proxy`, { holderId: box.world.userId(holder) }),
    end: async (persona: string, giver: string) => (await as(persona)).post<CastView & Refused>(`${box.path}/proxy/end`, { giverId: box.world.userId(giver) }),
    castFor: async (persona: string, giver: string, choice: string) => (await as(persona)).put<CastView & Refused>(`${box.path}/ballot/for/${box.world.userId(giver)}`, { choice, hash: box.hash }),
    exported: async () => (await (await as('observer')).get<RecordExport>(`/api/workspaces/${box.world.workspaceId}/record/export`)).body,
  }
}
const refused = ({ status, body }: { status: number; body: Refused }) => [status, body.error?.details['because']]

test('a proxy casts a second ballot, in the name of who gave it and for their role; the result says who voted for whom, and verifies', async () => {
  const box = await aBox({ earlyClose: 'facilitator' })
  expect((await box.name('ethicist', 'policymaker')).body.proxy?.givenTo?.name).toBe('Name of policymaker')
  expect((await box.read('policymaker')).proxy?.heldFor?.name).toBe('Name of ethicist')
  expect((await box.cast('policymaker', { choice: 'for' })).status).toBe(200)
  expect((await box.castFor('policymaker', 'ethicist', 'for')).status).toBe(200)
  expect((await box.castFor('policymaker', 'ethicist', 'against')).body.proxy?.heldBallot?.content).toEqual({ choice: 'against' })
  await box.post('facilitator', 'close')
  const { result, ballots, castByProxy } = await box.read()
  expect(result?.tally).toMatchObject({ cast: 2, for: 1, against: 1, electors: 7, groups: { policymaker: { for: 1 }, ethicist: { against: 1 } } })
  expect([castByProxy, ballots.map(({ elector, byProxy, changed }) => [elector.name, byProxy?.name ?? null, changed])])
    .toEqual([1, [['Name of policymaker', null, false], ['Name of ethicist', 'Name of policymaker', true]]])

  const file = await box.exported()
  expect(verifyExport(file, { sha256 }).fault).toBeNull()
  expect(await verify(app.databaseUrl, pino({ level: 'silent' }), () => undefined)).toBe(0)
  expect(file.people.map(({ name }) => name).sort()).toEqual(['Name of ethicist', 'Name of policymaker'])
  const place = file.proposals.flatMap(({ id, ballots: cast }) => (id === box.id ? cast ?? [] : [])).findIndex(({ byProxy }) => byProxy !== null)
  const withoutProxy = JSON.parse(JSON.stringify(file).replace(/"byProxy":"[^"]+"/, '"byProxy":null')) as RecordExport
  expect(verifyExport(withoutProxy, { sha256 }).fault).toMatchObject({ code: 'proxy', path: `proposals[0].ballots[${place}].byProxy` })
  const notAdmitted = JSON.parse(JSON.stringify(file).replace('"proxies":true', '"proxies":false')) as RecordExport
  expect(verifyExport(notAdmitted, { sha256 }).fault).toMatchObject({ code: 'openingDiffers' })
})

test('who gave a proxy cannot vote beside it, can take it back until it is used, and not after', async () => {
  const box = await aBox()
  await box.name('ethicist', 'policymaker')
  await nothingChanged(app, async () => expect(refused(await box.cast('ethicist', { choice: 'for' }))).toEqual([409, 'proxyGiven']))
  expect((await box.end('ethicist', 'ethicist')).body.proxy?.givenTo).toBeNull()
  await nothingChanged(app, async () => expect(refused(await box.castFor('policymaker', 'ethicist', 'for'))).toEqual([403, 'noProxy']))
  expect((await box.cast('ethicist', { choice: 'for' })).status).toBe(200)
  await nothingChanged(app, async () => expect(refused(await box.name('ethicist', 'policymaker'))).toEqual([409, 'proxyHasVoted']))

  await box.name('creator', 'developer')
  expect((await box.end('developer', 'creator')).status).toBe(200)
  await box.name('creator', 'developer')
  await box.castFor('developer', 'creator', 'against')
  await nothingChanged(app, async () => {
    for (const persona of ['creator', 'developer']) expect(refused(await box.end(persona, 'creator'))).toEqual([409, 'proxyUsed'])
    expect(refused(await box.cast('creator', { choice: 'for' }))).toEqual([409, 'proxyGiven'])
  })
})

test('nobody holds two proxies, nobody passes one on, and a stranger ends none; also when they are named in the same moment', async () => {
  const box = await aBox()
  const answers = await Promise.all(['ethicist', 'creator', 'developer'].map((giver) => box.name(giver, 'policymaker')))
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409])
  const giver = ['ethicist', 'creator', 'developer'][answers.findIndex(({ status }) => status === 200)] ?? ''
  await nothingChanged(app, async () => {
    expect(refused(await box.name('policymaker', 'policymaker-2'))).toEqual([409, 'proxyGiverHolds'])
    expect(refused(await box.name('civilSociety', giver))).toEqual([409, 'proxyHolderGave'])
    expect(refused(await box.end('civilSociety', giver))).toEqual([409, 'noProxy'])
    expect(refused(await box.name('civilSociety', 'facilitator'))).toEqual([422, 'proxyNotOnRoll'])
    expect(refused(await box.castFor('civilSociety', giver, 'for'))).toEqual([403, 'noProxy'])
  })
})

test('a vote that admits no proxies has none; a secret ballot and a consent round cannot admit them', async () => {
  const box = await aBox({ proxies: false })
  await nothingChanged(app, async () => expect(refused(await box.name('ethicist', 'policymaker'))).toEqual([409, 'noProxies']))
  const put = { question: 'Shall it be so?', clauseId: null, roles: everyRole, proxies: true, closesAt: new Date(Date.now() + 3600_000).toISOString() }
  const facilitator = await box.world.as('facilitator')
  const open = (terms: object) => facilitator.post<CastView & Refused>(`/api/drafts/${box.world.draftId}/proposals`, { ...put, ...terms })
  expect(refused(await open({ secrecy: 'secret', method: box.proposal.method }))).toEqual([422, 'proxyInSecret'])
  expect(refused(await open({ method: { kind: 'consent' } }))).toEqual([422, 'proxyInConsent'])
})

test('once who gave a proxy may not vote any more, nobody may in their name', async () => {
  const box = await aBox()
  await box.name('ethicist', 'policymaker')
  await (await box.world.as('facilitator')).ask('DELETE', `/api/members/${await box.world.memberId('ethicist')}`)
  await nothingChanged(app, async () => expect(refused(await box.castFor('policymaker', 'ethicist', 'for'))).toEqual([403, 'noProxy']))
  expect((await openVote(box.world, { clauseId: null, proxies: true })).proxy?.givenTo).toBeNull()
})

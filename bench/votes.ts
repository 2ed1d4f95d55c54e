import http from 'node:http'
import { simpleMajority } from '#domain/decisions/method.ts'
import type { ProposalView } from '#domain/contract/proposals.ts'
import { clientOf } from '#tests/support/client.ts'
import { crowdIn, type OneOfMany } from '#tests/support/crowd.ts'
import { askDatabase } from '#tests/support/embedded.ts'
import { type RunningParley, runParley } from '#tests/support/running.ts'

const electors = 10_000
const seconds = 60
const million = 1_000_000
/** What is to be reached, in ms: a ballot cast while everybody votes, closing, and the page of a vote of a million. */
const within = { castP95: 400, close: 1000, page: 50 }
const secret = 'a secret of the bench, at least 32 characters'
const limits = JSON.stringify({ upgradesPerMinute: 1000 })

const share = (values: readonly number[], part: number) => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.ceil(values.length * part) - 1)] ?? Number.NaN
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** A rush of ten thousand electors in a minute on one proposal; then how long the page of a vote with a million ballots takes. */
export async function votes(args: readonly string[]): Promise<boolean> {
  const people = Number(args[0] ?? electors)
  const parley = await runParley({ SESSION_SECRET: secret, LIMITS: limits })
  try {
    const facilitator = clientOf(parley.origin)
    await facilitator.post('/api/demo/sign-in', { persona: 'facilitator' })
    const { body: { drafts: [draft] } } = await facilitator.get<{ drafts: { id: string; workspaceId: string }[] }>('/api/drafts')
    if (!draft) throw new Error('the demo has a draft')
    const crowd = await crowdIn((sql, values) => askDatabase(parley, sql, values), { workspaceId: draft.workspaceId, role: 'civilSociety', people, secret })
    const proposal = await open(facilitator, draft.id)
    const cast = await rush(parley, crowd, proposal)
    const before = performance.now()
    const { body: closed } = await facilitator.post<ProposalView>(`/api/proposals/${proposal.id}/close`, {})
    const closing = performance.now() - before
    const [{ n: kept } = { n: 0 }] = await askDatabase<{ n: number }>(parley, 'select count(*)::int as n from ballot where "proposalId" = $1', [proposal.id])
    const page = await pageOfMillion(parley, facilitator, draft.id)
    console.log(`${people} electors in ${seconds} s: p50 ${share(cast.ms, 0.5).toFixed(1)} p95 ${share(cast.ms, 0.95).toFixed(1)} p99 ${share(cast.ms, 0.99).toFixed(1)} ms; answers ${JSON.stringify(cast.statuses)}`)
    console.log(`kept ${kept}, counted ${closed.result?.tally.cast}; closed in ${closing.toFixed(0)} ms`)
    console.log(`the page of a vote with ${million} ballots: open p95 ${page.open.toFixed(1)} ms, the recount that verifies its count ${page.recount.toFixed(0)} ms`)
    const isRight = kept === people && closed.result?.tally.cast === people && Object.keys(cast.statuses).join() === '200'
    return isRight && share(cast.ms, 0.95) <= within.castP95 && closing <= within.close && page.open <= within.page
  } finally {
    await parley.stop()
  }
}

type Caller = ReturnType<typeof clientOf>

async function open(facilitator: Caller, draftId: string): Promise<ProposalView> {
  const { status, body } = await facilitator.post<ProposalView>(`/api/drafts/${draftId}/proposals`, {
    question: 'Shall it be so?', clauseId: null, method: simpleMajority, roles: ['civilSociety'], earlyClose: 'facilitator', closesAt: new Date(Date.now() + 3600_000).toISOString(),
  })
  if (status !== 201) throw new Error(`the vote could not be opened: ${JSON.stringify(body)}`)
  return body
}

/** Everybody votes once, spread over the time; how long each waited and what they were told. */
async function rush({ origin }: RunningParley, crowd: readonly OneOfMany[], { id, hash }: ProposalView) {
  // Connections are let go before the server does, who would reset one that is used just then.
  const agent = new http.Agent({ keepAlive: true, maxSockets: 500, timeout: 4_000 })
  const ms: number[] = []
  const statuses: Record<string, number> = {}
  const started = performance.now()
  const all: Promise<void>[] = []
  for (const [index, { cookie }] of crowd.entries()) {
    const due = started + (index / crowd.length) * seconds * 1000
    const ahead = due - performance.now()
    if (ahead > 1) await pause(ahead)
    const body = JSON.stringify({ choice: ['for', 'against', 'abstention'][index % 3], hash })
    all.push(put(`${origin}/api/proposals/${id}/ballot`, { agent, cookie, origin, body }).then((status) => {
      ms.push(performance.now() - due)
      statuses[status] = (statuses[status] ?? 0) + 1
    }))
  }
  await Promise.all(all)
  agent.destroy()
  return { ms, statuses }
}

const put = (url: string, { agent, cookie, origin, body }: { agent: http.Agent; cookie: string; origin: string; body: string }) => new Promise<number>((resolve, reject) => {
  const request = http.request(url, { method: 'PUT', agent, headers: { cookie, origin, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) } }, (response) => {
    response.resume()
    response.on('end', () => resolve(response.statusCode ?? 0))
  })
  request.on('error', reject)
  request.end(body)
})

/** A vote whose roll and ballots are written into the database, with the count that the trigger would have kept. */
async function pageOfMillion(parley: RunningParley, facilitator: Caller, draftId: string): Promise<{ open: number; recount: number }> {
  const { id } = await open(facilitator, draftId)
  const sql = (text: string) => askDatabase(parley, text, [id])
  await sql(`insert into elector ("proposalId", "userId", role, "hasCast") select $1::uuid, 'of-a-million-' || n, 'civilSociety', true from generate_series(1, ${million}) n`)
  await sql(`with kept as (insert into ballot_count ("proposalId", role, key, content, ballots)
      select $1::uuid, 'civilSociety', md5(content::text), content, count(*) from (select jsonb_build_object('choice', (array['for', 'against', 'abstention'])[1 + n % 3]) as content from generate_series(1, ${million}) n) all_of_them group by content)
    update proposal set "rollSizes" = '{"civilSociety": ${million}}' where id = $1::uuid`)
  await askDatabase(parley, `set session_replication_role = replica; insert into ballot (id, "proposalId", "userId", content, "castAt")
    select gen_random_uuid(), '${id}'::uuid, 'of-a-million-' || n, jsonb_build_object('choice', (array['for', 'against', 'abstention'])[1 + n % 3]), now() from generate_series(1, ${million}) n`)
  await askDatabase(parley, 'vacuum analyze')
  const times: number[] = []
  for (let round = 0; round < 60; round += 1) {
    const before = performance.now()
    const { body } = await facilitator.get<ProposalView>(`/api/proposals/${id}`)
    if (body.tally?.cast !== million) throw new Error(`the page counts ${body.tally?.cast}`)
    if (round >= 10) times.push(performance.now() - before)
  }
  const before = performance.now()
  const wrong = await askDatabase(parley, `select 1 from (select content, count(*)::int as ballots from ballot where "proposalId" = $1 group by 1) b full join (select * from ballot_count where "proposalId" = $1) k using (content) where b.ballots is distinct from k.ballots`, [id])
  if (wrong.length > 0) throw new Error('the kept count is not the recount')
  return { open: share(times, 0.95), recount: performance.now() - before }
}

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import path from 'node:path'
import { runningPostmaster } from '#server/db/postmaster.ts'
import { clientOf } from '#tests/support/client.ts'
import { runParley } from '#tests/support/running.ts'
import type { Load, Running, Server } from './servers.ts'

/** The clause that the harness types in: made in every text before the load begins, and in the document of the trace. */
export const clauseId = '00000000-0000-4000-8000-0000000000c1'

// All people of the load are one, come from one address and paste a whole history: that is the harness, not what is measured.
const limits = {
  connectionsPerUser: 100_000, connectionsPerText: 100_000, upgradesPerMinute: 1_000_000, messagesPerSecond: 100_000, bytesPerSecond: 1e9,
  updateBytes: 1_000_000, firstMessageMs: 60_000,
}

/** Parley as it is built, with its own PostgreSQL, whose processor time counts too. */
export const parley: Server = {
  isThere: true,
  start: async ({ texts, isCold }: Load): Promise<Running> => {
    const running = await runParley({ LIMITS: JSON.stringify(isCold ? { ...limits, idleRoomMs: 100 } : limits) })
    const database = runningPostmaster(path.join(running.dataDir, 'data', 'data'))
    const app = running.pid()
    if (!database || app === undefined) throw new Error('Parley runs without a process of its own')
    const cookie = await enterAs(running.origin, 'policymaker')
    const names = path.join(running.dataDir, 'texts')
    fs.writeFileSync(names, (await makeDrafts(running.origin, texts)).map((id) => `draft:${id}`).join('\n'))
    const harness = ['--adapter', 'yws', '--url', `${running.origin.replace('http://localhost', 'ws://127.0.0.1')}/sync`, '--cookie', cookie, '--doc-names', names]
    // The document of the trace brings its own clause: of two under one name Yjs would keep only one, with its words.
    if (!isCold) await prepare(harness)
    return { harness: [...harness, '--field', `clauses/${clauseId}`, '--node', 'paragraph', '--block-ids'], pids: [app, database.pid], stop: running.stop }
  },
}

async function enterAs(origin: string, persona: string): Promise<string> {
  const client = clientOf(origin)
  await client.post('/api/demo/sign-in', { persona })
  return client.cookie()
}

/** Begins as many drafts as the load has texts, as a facilitator of the demo would. */
async function makeDrafts(origin: string, count: number): Promise<string[]> {
  const facilitator = clientOf(origin)
  await facilitator.post('/api/demo/sign-in', { persona: 'facilitator' })
  const { body: { drafts: [seeded] } } = await facilitator.get<{ drafts: { workspaceId: string }[] }>('/api/drafts')
  const made: string[] = []
  while (made.length < count) {
    const { status, body } = await facilitator.post<{ id: string }>(`/api/workspaces/${seeded?.workspaceId}/drafts`, { title: `Load ${made.length + 1}` })
    if (status !== 201) throw new Error(`no draft could be begun: ${status}`)
    made.push(body.id)
  }
  return made
}

async function prepare(harness: readonly string[]) {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'prepare.mjs'), ...harness, '--clause', clauseId], { stdio: 'inherit' })
  const [code] = await once(child, 'exit') as [number | null]
  if (code !== 0) throw new Error('the texts could not be prepared')
}

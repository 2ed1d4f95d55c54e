import { monitorEventLoopDelay } from 'node:perf_hooks'
import * as Y from 'yjs'
import { show } from '../lib/field.mjs'
import * as proc from '../lib/proc.mjs'
import { prng, round, sleep, summarize } from '../lib/stats.mjs'
import { Typist } from '../lib/typist.mjs'
import { runTypists, watch } from '../lib/typists.mjs'

/** People type in texts that others have open: what it costs the server, how late others see it, and whether all have the same in the end. */
export async function typing (context) {
  const { o, num, adapter, pids, names } = context
  const D = num('docs'); const C = num('clients'); const E = num('editors'); const O = num('observers')
  if (E + O > C) throw new Error('--clients must be at least editors + observers')
  const docs = names(D)
  const random = prng(num('seed'))
  const t0 = performance.now()
  const crowd = await enter(context, docs, C - E - O)
  const connectMs = performance.now() - t0
  const { editors, observers, sinks } = crowd

  const typists = editors.map((c, i) => new Typist(c, { random: prng(num('seed') * 1000 + i), name: i, field: o.field, node: o.node, ids: o['block-ids'] }))
  const latencies = []
  let windowStart = Number.POSITIVE_INFINITY
  for (const ob of observers) watch(ob, typists.filter(t => t.c.doc === ob.doc), (ms, at) => { if (at >= windowStart) latencies.push(ms) })
  for (const t of typists) t.begin()
  const run = runTypists(typists, { cps: num('cps'), random, cursor: o.cursor })
  await sleep(num('warmup') * 1000)

  const loop = monitorEventLoopDelay({ resolution: 5 })
  loop.enable()
  const before = await countAll(crowd, typists)
  const self0 = process.cpuUsage()
  const p0 = pids.map(p => proc.sample([p]))
  windowStart = performance.now()
  for (const e of editors) e.saved = []
  await sleep(num('seconds') * 1000)
  const p1 = pids.map(p => proc.sample([p]))
  const self1 = process.cpuUsage(self0)
  const after = await countAll(crowd, typists)
  const saved = editors.flatMap(e => e.saved)
  const wall = (performance.now() - windowStart) / 1000
  loop.disable()
  run.stop()

  const { problems, convergeMs, checkedPassive } = await converge(context, docs, crowd)
  const d = k => after[k] - before[k]
  const sd = k => after.sinks[k] - before.sinks[k]
  const edits = d('edits')
  const logical = (edits + d('cursors')) * (C - 1) // one editor's message reaching every other member
  const cpu = pids.map((_, i) => proc.cpuBetween(p0[i], p1[i]))
  const cpuS = cpu.reduce((a, c) => a + c.cpu_s, 0)
  const result = {
    mode: 'typing', label: o.label, adapter: adapter.name, docs: D, clients: C, editors: E, observers: O, cps: num('cps'), cursor: o.cursor, presence: o.presence,
    wall_s: round(wall, 2), connect_all_ms: round(connectMs, 0),
    edits, edits_per_s: round(edits / wall, 1), logical_deliveries: logical, deliveries_per_s: round(logical / wall, 0),
    frames_in: sd('frames') + d('frames'), bytes_in: sd('bytes') + d('bytes'),
    frames_per_delivery: round((sd('frames') + d('frames')) / logical, 3),
    bytes_per_delivery: round((sd('bytes') + d('bytes')) / logical, 1),
    latency_ms: summarize(latencies), saved_ms: summarize(saved),
    server: cpu.map(c => ({ cpu_s: round(c.cpu_s), user_s: round(c.user_s, 2), sys_s: round(c.sys_s, 2), cpu_pct: round(100 * c.cpu_s / c.wall_s, 1), rss_mb: round(c.rss_mb, 1), rss_peak_mb: round(c.rss_peak_mb, 1) })),
    cpu_us_per_delivery: pids.length ? round(cpuS * 1e6 / logical, 2) : null,
    cpu_us_per_edit: pids.length ? round(cpuS * 1e6 / edits, 1) : null,
    harness: { cpu_pct: round((self1.user + self1.system) / 1e4 / wall, 1), loop_p99_ms: round(loop.percentile(99) / 1e6, 1), typing_lag_ms: summarize(run.lags) },
    lost_connections: after.sinks.closed + after.sinks.failed + [...editors, ...observers].filter(c => c.closed).length,
    converged: problems.length === 0, converge_wait_ms: round(convergeMs, 0), checked_passive: checkedPassive, problems: problems.slice(0, 5)
  }
  for (const c of [...editors, ...observers]) c.close()
  await sinks.close()
  return result
}

// Observers sit in the middle of the connection order of their document: a server writes to its receivers one after the other.
async function enter ({ num, o, connect, pool, withTimeout }, docs, perDoc) {
  const sinks = pool()
  const retain = num('verify')
  const some = async (doc, n, extra, what) => {
    const mine = Array.from({ length: n }, () => connect(doc, extra))
    await withTimeout(Promise.all(mine.map(c => c.ready)), 30000, `${what} of ${doc}`)
    return mine
  }
  const editors = []; const observers = []
  for (const doc of docs) editors.push(...await some(doc, num('editors'), { live: false }, 'editors'))
  const list = docs.flatMap((doc, d) => Array.from({ length: perDoc }, (_, i) => ({ doc, n: d * perDoc + i, retain: i < retain, present: o.presence })))
  await withTimeout(sinks.open(list.filter((_, i) => i % 2 === 0)), 60000, 'passive clients')
  for (const doc of docs) observers.push(...await some(doc, num('observers'), {}, 'observers'))
  await withTimeout(sinks.open(list.filter((_, i) => i % 2 === 1)), 60000, 'passive clients')
  return { editors, observers, sinks }
}

async function countAll ({ editors, observers, sinks }, typists) {
  return {
    sinks: await sinks.totals(),
    edits: typists.reduce((a, t) => a + t.edits, 0),
    cursors: editors.reduce((a, c) => a + c.awarenessClock, 0),
    frames: [...editors, ...observers].reduce((a, c) => a + c.counts.in, 0),
    bytes: [...editors, ...observers].reduce((a, c) => a + c.counts.inBytes, 0)
  }
}

const vector = sv => JSON.stringify([...Y.decodeStateVector(sv)].sort((a, b) => a[0] - b[0]))

/** Everyone holds the same state, and a fresh client gets it too. */
async function converge ({ o, adapter, connect, withTimeout }, docs, { editors, observers, sinks }) {
  const problems = []
  await sleep(200)
  const from = performance.now()
  for (const doc of docs) {
    const es = editors.filter(c => c.doc === doc); const os = observers.filter(c => c.doc === doc)
    const done = () => os.every(ob => es.every(e => Y.getState(ob.ydoc.store, e.ydoc.clientID) === Y.getState(e.ydoc.store, e.ydoc.clientID)))
    for (const deadline = performance.now() + 10000; !done() && performance.now() < deadline;) await sleep(20)
    if (!done()) problems.push(`${doc}: an observer lacks edits`)
  }
  await sleep(300)
  const convergeMs = performance.now() - from
  const view = ydoc => vector(Y.encodeStateVector(ydoc)) + show(ydoc, o.field)
  const expected = new Map()
  for (const e of editors) {
    e.catchUp()
    const v = view(e.ydoc)
    if (!expected.has(e.doc)) expected.set(e.doc, v)
    else if (expected.get(e.doc) !== v) problems.push(`${e.doc}: editors differ`)
  }
  for (const ob of observers) if (view(ob.ydoc) !== expected.get(ob.doc)) problems.push(`${ob.doc}: observer differs`)
  const passive = await sinks.verify()
  for (const s of passive) if (vector(s.sv) + s.xml !== expected.get(s.doc)) problems.push(`${s.doc}: passive client differs`)
  if (adapter.syncs) for (const doc of docs) problems.push(...await late({ connect, withTimeout }, doc, ydoc => view(ydoc) === expected.get(doc)))
  return { problems, convergeMs, checkedPassive: passive.length }
}

async function late ({ connect, withTimeout }, doc, isSame) {
  const client = connect(doc)
  try {
    await withTimeout(client.ready, 10000, 'late client')
    return isSame(client.ydoc) ? [] : [`${doc}: late client differs`]
  } catch (e) {
    return [`${doc}: ${e.message}`]
  } finally {
    client.close()
  }
}

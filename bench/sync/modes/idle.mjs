import { prng, round, sleep, summarize } from '../lib/stats.mjs'
import * as proc from '../lib/proc.mjs'
import { Typist } from '../lib/typist.mjs'
import { runTypists, watch } from '../lib/typists.mjs'

/** Idle clients with presence, in growing steps, while one probe document types. */
export async function idle ({ o, num, adapter, pids, names, pool, connect, withTimeout }) {
  const steps = o.steps.split(',').map(Number)
  const perDoc = num('per-doc')
  const sinks = pool()
  const rooms = names(2 + Math.floor((steps.at(-1) - 1) / perDoc))
  const [probe] = rooms
  const ed = connect(probe, { live: false }); const ob = connect(probe)
  await withTimeout(Promise.all([ed.ready, ob.ready]), 20000, 'probe')
  const typist = new Typist(ed, { random: prng(7), name: 0, field: o.field, node: o.node, ids: o['block-ids'] })
  let latencies = []
  watch(ob, [typist], ms => latencies.push(ms))
  typist.begin()
  const run = runTypists([typist], { cps: 20, random: prng(8), cursor: false })
  const rows = []
  let have = 0; let held = 0
  const rss0 = pids.length ? proc.sample(pids).rss : 0
  for (const n of steps) {
    const t = performance.now()
    const list = []
    for (; have < n; have++) list.push({ doc: rooms[1 + Math.floor(have / perDoc)], n: have, present: true })
    try { await withTimeout(sinks.open(list, 64), 60000, `opening ${n}`) } catch (e) { rows.push({ clients: n, error: e.message }); break }
    const openMs = performance.now() - t
    await sleep(1500)
    latencies = []
    const p0 = pids.length ? proc.sample(pids) : null
    const s0 = await sinks.totals()
    await sleep(num('seconds') * 1000)
    const p1 = pids.length ? proc.sample(pids) : null
    const s1 = await sinks.totals()
    const l = summarize(latencies)
    rows.push({
      clients: n, opened: s1.opened, lost: s1.closed + s1.failed, open_per_s: round(list.length / openMs * 1000, 0),
      awareness_in_per_s: round((s1.awareness - s0.awareness) / num('seconds'), 0), p50: l.p50, p95: l.p95, p99: l.p99, max: l.max, samples: l.n,
      cpu_pct: p0 ? round(100 * (p1.cpuFine - p0.cpuFine) / ((p1.at - p0.at) / 1000), 1) : null,
      rss_mb: p1 ? round(p1.rss / 1048576, 1) : null,
      kb_per_client: p1 ? round((p1.rss - rss0) / 1024 / n, 1) : null
    })
    if (!o.quiet) console.error(JSON.stringify(rows.at(-1)))
    if (l.p99 > num('limit-ms') || s1.closed + s1.failed > 0) break
    held = n
  }
  run.stop()
  ed.close(); ob.close()
  await sinks.close()
  return { mode: 'idle', label: o.label, adapter: adapter.name, per_doc: perDoc, held, limit_ms: num('limit-ms'), rows, cpu_pct: rows.at(-1)?.cpu_pct ?? null, joins_per_s: rows.at(-1)?.open_per_s ?? null, rss_mb: rows.at(-1)?.rss_mb ?? null }
}

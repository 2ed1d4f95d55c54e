import * as Y from 'yjs'
import { LOCAL } from '../lib/client.mjs'
import { fragment } from '../lib/field.mjs'
import * as proc from '../lib/proc.mjs'
import { prng, round, sleep, summarize } from '../lib/stats.mjs'
import { Typist } from '../lib/typist.mjs'
import { runTypists, watch } from '../lib/typists.mjs'

// Three bytes a letter: a text of this size within the number of characters that a server may allow.
const words = '映像により生成された人物の同意を得なければならない。'
const wordsPerBlock = 16
const blocksPerUpdate = 25

/** Everybody joins one large text within seconds, while others type in texts of their own: how long each waits, and what the others notice. */
export async function rushing (context) {
  const { o, num, adapter, pids, names, pool, connect, withTimeout } = context
  const [large, ...others] = names(num('docs'))
  const random = prng(num('seed'))
  const size = await fill(context, large)
  const open = async (doc, n, extra) => {
    const mine = Array.from({ length: n }, () => connect(doc, extra))
    await withTimeout(Promise.all(mine.map(c => c.ready)), 30000, doc)
    return mine
  }
  const editors = []; const observers = []
  for (const doc of others) {
    editors.push(...await open(doc, num('editors'), { live: false }))
    observers.push(...await open(doc, 1))
  }
  const typists = editors.map((c, i) => new Typist(c, { random: prng(num('seed') * 1000 + i), name: i, field: o.field, node: o.node, ids: o['block-ids'] }))
  const seen = []
  for (const ob of observers) watch(ob, typists.filter(t => t.c.doc === ob.doc), (ms, at) => seen.push({ ms, at }))
  for (const t of typists) t.begin()
  const run = runTypists(typists, { cps: num('cps'), random, cursor: o.cursor })
  await sleep(num('warmup') * 1000)

  const sinks = pool()
  const from = performance.now()
  const p0 = pids.map(p => proc.sample([p]))
  const gap = num('seconds') * 1000 / num('clients')
  await Promise.all(Array.from({ length: num('clients') }, async (_, n) => {
    await sleep(n * gap)
    await sinks.open([{ doc: large, n, retain: false, present: o.presence }])
  }))
  const joined = await everyone(sinks, num('clients'))
  const to = performance.now()
  const p1 = pids.map(p => proc.sample([p]))
  await sleep(500)
  run.stop()
  const [late] = await open(large, 1)
  const problems = []
  if (joined.length < num('clients')) problems.push(`${num('clients') - joined.length} have not got the text`)
  if (fragment(late.ydoc, o.field).length !== size.blocks) problems.push('who comes after them has another text')
  const totals = await sinks.totals()
  const cpu = pids.map((_, i) => proc.cpuBetween(p0[i], p1[i]))
  const result = {
    mode: 'rush', label: o.label, adapter: adapter.name, clients: num('clients'), document_bytes: size.bytes, wall_s: round((to - from) / 1000, 2),
    joined_ms: summarize(joined), received_bytes: totals.bytes,
    others_before_ms: summarize(seen.filter(({ at }) => at < from).map(({ ms }) => ms)),
    others_ms: summarize(seen.filter(({ at }) => at >= from && at < to).map(({ ms }) => ms)),
    server: cpu.map(c => ({ cpu_pct: round(100 * c.cpu_s / c.wall_s, 1), rss_mb: round(c.rss_mb, 1), rss_peak_mb: round(c.rss_peak_mb, 1) })),
    harness: { typing_lag_ms: summarize(run.lags) },
    lost_connections: totals.closed + totals.failed + [...editors, ...observers].filter(c => c.closed).length,
    converged: problems.length === 0, problems
  }
  for (const c of [...editors, ...observers, late]) c.close()
  await sinks.close()
  return result
}

/** Writes a text of the size asked for, as a person pastes it: so many blocks at once, each saved before the next. */
async function fill ({ o, num, connect, withTimeout }, doc) {
  const client = connect(doc)
  await withTimeout(client.ready, 20000, doc)
  const text = fragment(client.ydoc, o.field)
  const bytes = () => Y.encodeStateAsUpdate(client.ydoc).length
  while (bytes() < num('document-bytes')) {
    client.ydoc.transact(() => {
      for (let i = 0; i < blocksPerUpdate; i++) {
        const block = new Y.XmlElement(o.node)
        if (o['block-ids']) block.setAttribute('id', `b${text.length}`)
        block.insert(0, [new Y.XmlText(words.repeat(wordsPerBlock))])
        text.insert(text.length, [block])
      }
    }, LOCAL)
    if (o['block-ids']) while (client.sentAt.length > 0 && !client.closed) await sleep(2)
    if (client.closed) throw new Error(`${doc} was closed at ${bytes()} bytes`)
  }
  await sleep(2500) // let a server with delayed saving save
  client.close()
  return { bytes: bytes(), blocks: text.length }
}

async function everyone (sinks, count) {
  for (const deadline = performance.now() + 60000; ;) {
    const joined = await sinks.joined()
    if (joined.length >= count || performance.now() > deadline) return joined
    await sleep(20)
  }
}

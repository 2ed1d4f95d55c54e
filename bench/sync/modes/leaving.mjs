import { round, sleep } from '../lib/stats.mjs'
import * as proc from '../lib/proc.mjs'

/** Texts are opened one after the other and left: what stays in the server's memory once it has had time to let go. */
export async function leaving ({ o, num, adapter, pids, names, connect, withTimeout }) {
  const rss = () => round(proc.sample(pids).rss / 1048576, 1)
  const docs = names(num('docs'))
  // A first opening costs what every later one does not: it is no part of what a text costs.
  await visit(docs[0])
  await sleep(1000)
  const before = rss()
  async function visit (doc) {
    const client = connect(doc)
    await withTimeout(client.ready, 20000, doc)
    client.close()
  }
  const t0 = performance.now()
  for (const doc of docs) await visit(doc)
  const openMs = performance.now() - t0
  const opened = rss()
  await sleep(num('unload') * 1000)
  const after = rss()
  return { mode: 'leaving', label: o.label, adapter: adapter.name, docs: docs.length, ms_per_text: round(openMs / docs.length, 2), rss_before_mb: before, rss_opened_mb: opened, rss_after_mb: after, rss_kept_mb: round(after - before, 1) }
}

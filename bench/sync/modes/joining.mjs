import fs from 'node:fs'
import * as Y from 'yjs'
import { round, sleep, summarize } from '../lib/stats.mjs'
import * as proc from '../lib/proc.mjs'
import { syncUpdate } from '../lib/messages.mjs'

/**
 * Time until a fresh client holds a document with a real history. Reported
 * apart: `synced` (the protocol says so) and `content` (the whole history is
 * there; some servers answer "synced" before they have loaded the document).
 * Warm: one client stays connected. --cold: nobody is, so that a server which
 * unloads documents must load it again.
 */
export async function joining ({ o, num, adapter, pids, names, connect, withTimeout }) {
  const [doc] = names(1)
  const whole = new Y.Doc()
  if (!o.preload) throw new Error('sync mode needs --preload FILE')
  const update = new Uint8Array(fs.readFileSync(o.preload))
  Y.applyUpdate(whole, update)
  const want = [...Y.decodeStateVector(Y.encodeStateVector(whole))]
  const has = ydoc => want.every(([id, clock]) => Y.getState(ydoc.store, id) >= clock)
  const holder = connect(doc)
  await withTimeout(holder.ready, 20000, 'preload')
  Y.applyUpdate(holder.ydoc, update, 'preload')
  holder.sendDocument(syncUpdate(update))
  await sleep(2500) // let a server with delayed saving save
  if (o.cold) { holder.close(); await sleep(500) }
  const open = []; const synced = []; const content = []; let bytes = 0; let early = 0; let missing = 0
  const p0 = pids.map(p => proc.sample([p]))
  for (let i = 0; i < num('repeat'); i++) {
    let done
    const full = new Promise(resolve => { done = resolve })
    const c = connect(doc, { onApplied: me => { if (has(me.ydoc)) done() } })
    await withTimeout(c.ready, 60000, 'sync')
    if (!has(c.ydoc)) early++

    try { await withTimeout(full, 5000, 'content'); content.push(performance.now() - c.t0) } catch { missing++ }
    open.push(c.timing.open)
    synced.push(c.timing.synced)
    bytes = c.counts.inBytes
    c.close()
    await sleep(o.cold ? 400 : 60)
  }
  const p1 = pids.map(p => proc.sample([p]))
  holder.close()
  const parse = []
  for (let i = 0; i < 7; i++) { const y = new Y.Doc(); const t = performance.now(); Y.applyUpdate(y, update); parse.push(performance.now() - t) }
  return {
    mode: 'sync', label: o.label, adapter: adapter.name, doc, cold: o.cold, repeat: num('repeat'), document_bytes: update.length, received_bytes: bytes,
    open_ms: summarize(open), synced_ms: summarize(synced), content_ms: summarize(content), synced_before_content: early, content_missing: missing,
    client_parse_ms: summarize(parse).p50, // the client's own share of it
    server_cpu_ms_per_join: pids.length ? round(1000 * p0.reduce((a, s, i) => a + proc.cpuBetween(s, p1[i]).cpu_s, 0) / num('repeat'), 2) : null,
    rss_mb: p1.map(s => round(s.rss / 1048576, 1))
  }
}

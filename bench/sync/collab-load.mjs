#!/usr/bin/env node
/**
 * collab-load: load and latency harness for servers that speak the y-websocket protocol (or Hocuspocus, or a raw broadcast floor).
 * Linux (reads /proc). What it runs and what its figures mean: README.md beside it.
 */
import { parseArgs } from 'node:util'
import fs from 'node:fs'
import { adapters } from './lib/adapters.mjs'
import { CollabClient } from './lib/client.mjs'
import { SinkPool } from './lib/sinks.mjs'
import { idle } from './modes/idle.mjs'
import { joining } from './modes/joining.mjs'
import { leaving } from './modes/leaving.mjs'
import { rushing } from './modes/rushing.mjs'
import { typing } from './modes/typing.mjs'

const { values: o, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    url: { type: 'string', default: 'ws://127.0.0.1:1234' },
    adapter: { type: 'string', default: 'yws' },
    query: { type: 'string' }, // same query string for every client; {n} = client number
    cookie: { type: 'string' },
    field: { type: 'string', default: 'prosemirror' }, // root fragment, or clauses/ID
    node: { type: 'string', default: 'paragraph' }, 'block-ids': { type: 'boolean', default: false },
    'doc-names': { type: 'string' }, // file, one name per line, or a,b,c
    'doc-prefix': { type: 'string', default: `load-${Date.now().toString(36)}-` },
    docs: { type: 'string', default: '1' },
    clients: { type: 'string', default: '20' },
    editors: { type: 'string', default: '2' },
    observers: { type: 'string', default: '1' },
    cps: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '10' },
    warmup: { type: 'string', default: '2' },
    cursor: { type: 'boolean', default: false }, // awareness message per keystroke
    presence: { type: 'boolean', default: false }, // passive clients announce themselves
    'renew-ms': { type: 'string', default: '15000' },
    verify: { type: 'string', default: '1' }, // passive clients per doc whose final state is checked
    'sink-threads': { type: 'string', default: '1' },
    'server-pid': { type: 'string' }, // comma list; CPU and RSS of each with its children
    seed: { type: 'string', default: '1' },
    // sync mode
    preload: { type: 'string' },
    repeat: { type: 'string', default: '10' },
    cold: { type: 'boolean', default: false },
    // idle mode
    steps: { type: 'string', default: '250,500,1000,1500,2000' },
    'per-doc': { type: 'string', default: '25' },
    'limit-ms': { type: 'string', default: '100' },
    // rush mode
    'document-bytes': { type: 'string', default: String(2 ** 20) },
    // reporting
    label: { type: 'string', default: '' },
    unload: { type: 'string', default: '70' }, // leaving mode: seconds until a server has had time to let go
    json: { type: 'string' }, // append one JSON line
    quiet: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false }
  }
})
const modes = { typing, sync: joining, idle, leaving, rush: rushing }
const mode = positionals[0] ?? 'typing'
const num = k => Number(o[k])
const adapter = adapters[o.adapter]
if (o.help || !adapter || !(mode in modes)) {
  console.log('usage: collab-load.mjs typing|sync|idle|leaving|rush --url ws://127.0.0.1:1234 [--adapter yws|hocuspocus|raw] …  (README.md)')
  process.exit(o.help ? 0 : 2)
}
const pids = (o['server-pid'] ?? '').split(',').filter(Boolean).map(Number)
const headers = o.cookie ? { Cookie: o.cookie } : {}
const base = o.url

/** Names of texts: those given, or new ones. */
function names (n) {
  if (!o['doc-names']) return Array.from({ length: n }, (_, i) => o['doc-prefix'] + i)
  const list = fs.existsSync(o['doc-names']) ? fs.readFileSync(o['doc-names'], 'utf8').split('\n').filter(Boolean) : o['doc-names'].split(',')
  if (list.length < n) throw new Error(`--doc-names has ${list.length} names, ${n} needed`)
  return list.slice(0, n)
}

const query = n => o.query?.replaceAll('{n}', String(n))
const pool = () => new SinkPool({ threads: num('sink-threads'), adapterName: adapter.name, base, query: o.query, headers, field: o.field, renewMs: num('renew-ms') })
const connect = (doc, extra = {}) => new CollabClient({ adapter, base, doc, query: query(0), headers, ...extra })

async function withTimeout (promise, ms, what) {
  let t
  try { return await Promise.race([promise, new Promise((_resolve, reject) => { t = setTimeout(() => reject(new Error(`timeout: ${what}`)), ms) })]) } finally { clearTimeout(t) }
}

const result = await modes[mode]({ o, num, adapter, pids, names, pool, connect, withTimeout })
if (o.json) fs.appendFileSync(o.json, `${JSON.stringify(result)}\n`)
if (!o.quiet) console.log(JSON.stringify(result, null, 1))
process.exit(result.converged === false ? 1 : 0)

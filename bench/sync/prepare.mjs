#!/usr/bin/env node
/** Makes the clause that the load types in, in every text given; ends when all of it is saved. */
import fs from 'node:fs'
import { parseArgs } from 'node:util'
import * as Y from 'yjs'
import { adapters } from './lib/adapters.mjs'
import { CollabClient, LOCAL } from './lib/client.mjs'
import { sleep } from './lib/stats.mjs'

const text = { type: 'string' }
const { values: o } = parseArgs({ options: { adapter: text, url: text, cookie: text, 'doc-names': text, clause: text } })

for (const doc of fs.readFileSync(o['doc-names'], 'utf8').split('\n').filter(Boolean)) {
  const client = new CollabClient({ adapter: adapters[o.adapter], base: o.url, doc, headers: { Cookie: o.cookie } })
  await client.ready
  client.ydoc.transact(() => client.ydoc.getMap('clauses').set(o.clause, new Y.XmlFragment()), LOCAL)
  while (client.sentAt.length > 0 && !client.closed) await sleep(2)
  if (client.closed) throw new Error(`${doc} was closed`)
  client.close()
}
process.exit(0)

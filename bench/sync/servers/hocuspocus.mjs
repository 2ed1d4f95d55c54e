import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
const from = process.env.PEER_DIR || new URL('../peers', import.meta.url).pathname
const need = createRequire(`${from}/x.js`)
const load = name => import(pathToFileURL(need.resolve(name)).href)
const { Server } = await load('@hocuspocus/server')
const extensions = []
if (process.env.SQLITE) { const { SQLite } = await load('@hocuspocus/extension-sqlite'); extensions.push(new SQLite({ database: process.env.SQLITE })) }
const conf = { port: Number(process.env.PORT || 1234), address: '127.0.0.1', quiet: true, stopOnSignals: true, extensions }
if (process.env.FLUSH === 'off') conf.flushDelay = false
const s = new Server(conf)
await s.listen()
console.log('ready')

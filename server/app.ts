import http from 'node:http'
import compression from 'compression'
import express from 'express'
import helmet from 'helmet'
import type { Logger } from 'pino'
import { textStanding } from '#server/authorize/textStanding.ts'
import { makeAuth } from '#server/auth/auth.ts'
import { openDb } from '#server/db/client.ts'
import { makeUnitOfWork } from '#server/db/unitOfWork.ts'
import type { Env } from '#server/env.ts'
import { makeDelivery } from '#server/events/deliver.ts'
import * as outbox from '#server/events/outbox.repository.ts'
import { placeOfText, workspacesOf } from '#server/authorize/standing.repository.ts'
import * as charters from '#server/features/charters/charters.service.ts'
import { sameOrigin } from '#server/http/guard.ts'
import { nothingHere, refuse } from '#server/http/refuse.ts'
import { serveBuilt, serveSources } from '#server/http/site.ts'
import { metricsText, mountSystem } from '#server/http/system.ts'
import { mount } from '#server/http/mount.ts'
import { startJobs } from '#server/jobs/jobs.ts'
import { keep } from '#server/keep.ts'
import { makeLiveDoor } from '#server/live/door.ts'
import { makeSyncDoor } from '#server/sync/door.ts'
import { makeTexts } from '#server/texts/texts.ts'
import { endpoints } from './endpoints.ts'

interface Parts {
  readonly env: Env
  readonly databaseUrl: string
  readonly secret: string
  readonly log: Logger
  /** The client to serve: built, from its sources (development), or none. */
  readonly client: { built: string } | { sources: string } | null
}

const compressedFromBytes = 16 * 1024

/** Joins the parts of the server. Opens no port: whoever made it listens, and closes it. */
export async function makeApp({ env, databaseUrl, secret, log, client }: Parts) {
  const db = openDb(databaseUrl, (error) => log.warn({ err: error }, 'a database connection was lost'))
  const texts = makeTexts({ pool: db.pool, databaseUrl, limits: env.limits, log, onKept: (textId) => live.written(textId) })
  const delivery = makeDelivery(db.pool, (error, event) => log.error({ err: error, event: event?.name }, 'an event was not delivered'))
  const unitOfWork = makeUnitOfWork({
    db, texts, demo: env.demo, deliver: delivery.deliver, keep,
  })
  const auth = makeAuth({
    env, secret, prisma: db.prisma, pool: db.pool,
    sessionEnded: async (sessionId, userId) => { await outbox.tellSessionEnded(db.prisma, sessionId, userId); await delivery.deliver() },
  })

  const app = express()
  // Half a request, dribbled, holds nothing for long.
  const server = http.createServer({ headersTimeout: 8_000, requestTimeout: 30_000, connectionsCheckingInterval: 2_000 }, app)
  app.disable('x-powered-by')
  app.set('query parser', 'simple')
  app.use(helmet({ contentSecurityPolicy: { directives: {
    'script-src': ["'self'"], 'style-src': ["'self'", "'unsafe-inline'"], 'connect-src': ["'self'", 'ws:', 'wss:'],
    'img-src': ["'self'", 'data:'], 'frame-ancestors': ["'none'"], 'upgrade-insecure-requests': null,
  } }, ...('sources' in (client ?? {}) && { contentSecurityPolicy: false }) }))

  app.use('/api', sameOrigin(env.allowedOrigins))
  auth.mount(app)
  const api = express.Router()
  // Only what is large: a secret never stands in an answer whose length tells of it (BREACH), and small ones gain nothing.
  api.use(compression({ threshold: compressedFromBytes }))
  api.use(express.json({ limit: env.limits.jsonBodyBytes }))
  mountSystem(api, { endpoints, pool: db.pool })
  for (const endpoint of endpoints) mount(api, { unitOfWork, userOf: auth.userOf, limits: env.limits }, endpoint)
  api.use(nothingHere)
  app.use('/api', api)
  app.get('/metrics', async (_request, response) => void response.type('text/plain').send(await metricsText()))

  const live = makeLiveDoor({
    server, log, allowedOrigins: env.allowedOrigins, sessionOf: auth.sessionOf, workspacesOf: (userId) => workspacesOf(db.prisma, userId),
    placeOfText: (text) => placeOfText(db.prisma, text),
  })
  const sync = makeSyncDoor({
    texts, log, limits: env.limits, allowedOrigins: env.allowedOrigins, sessionOf: auth.sessionOf,
    standingOf: (userId, textId) => textStanding(db.prisma, userId, textId),
  })
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy())
    // socket.io and Vite answer their own upgrades; every other one is the sync door's to take or refuse.
    if (request.url?.startsWith('/live') || request.headers['sec-websocket-protocol']?.startsWith('vite-')) return
    sync.handleUpgrade(request, socket, head)
  })
  delivery.subscribe(sync.revoke)
  delivery.subscribe(live.forward)

  const closeClient = client === null ? null : 'built' in client ? serveBuilt(app, client.built) : await serveSources(app, server, client.sources)
  app.use(refuse(log))

  let jobs: Awaited<ReturnType<typeof startJobs>> | undefined

  /** Begins what works by itself: deadlines, and the delivery of what a crash left. After the seed, which acts in the past. */
  async function begin() {
    delivery.start()
    for (const workspaceId of await unitOfWork.read(charters.lacking)) await unitOfWork(null, (context) => charters.complete(context, workspaceId))
    jobs = await startJobs({ db, unitOfWork, log })
  }

  /** Stops taking work, tells the doors, lets what is under way end, then lets go of the database (R13). */
  async function close() {
    server.close()
    sync.close()
    await live.close()
    await jobs?.stop()
    await texts.close()
    await delivery.stop()
    await closeClient?.()
    server.closeAllConnections()
    await db.close()
  }

  return { server, db, texts, unitOfWork, begin, close }
}
export type App = Awaited<ReturnType<typeof makeApp>>

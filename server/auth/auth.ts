import { randomUUID } from 'node:crypto'
import type http from 'node:http'
import { betterAuth } from 'better-auth'
import { prismaAdapter } from 'better-auth/adapters/prisma'
import { fromNodeHeaders, toNodeHandler } from 'better-auth/node'
import type { Express, Request, Response } from 'express'
import type pg from 'pg'
import { makeTogether } from '#server/db/together.ts'
import type { PrismaClient } from '#server/db/generated/client.ts'
import type { Env } from '#server/env.ts'
import { personaSignIn } from './personaSignIn.ts'
import { type Session, sessionsByToken } from './session.repository.ts'
import { sessionToken } from './sessionCookie.ts'


interface Parts {
  readonly env: Env
  readonly secret: string
  readonly prisma: PrismaClient
  readonly pool: pg.Pool
  /** Told when a session is gone, so that open sockets end with it (R18). */
  sessionEnded(sessionId: string, userId: string): Promise<void>
}

/** Of a session, in seconds. */
const lasts = 14 * 24 * 3600
const renewedEvery = 24 * 3600

/** Accounts and sessions, by better-auth on our PostgreSQL. The rest of the server sees a session and nothing of the library. */
export function makeAuth({ env, secret, prisma, pool, sessionEnded }: Parts) {
  const secure = env.publicUrl.startsWith('https:')
  const cookie = { secure, httpOnly: true, sameSite: 'lax', path: '/' } as const
  const sessionName = `${secure ? '__Host-' : ''}parley.session`
  const auth = betterAuth({
    appName: 'Parley', baseURL: env.publicUrl, basePath: '/api/auth', secret, trustedOrigins: [...env.allowedOrigins], telemetry: { enabled: false },
    database: prismaAdapter(prisma, { provider: 'postgresql', transaction: true }),
    emailAndPassword: { enabled: true, minPasswordLength: 10 },
    user: { additionalFields: {
      locale: { type: 'string', required: false, defaultValue: 'en' },
      persona: { type: 'string', required: false, input: false },
    } },
    // No cached copy of a session in the cookie: one that was ended must end at once.
    session: { expiresIn: lasts, updateAge: renewedEvery, cookieCache: { enabled: false } },
    rateLimit: { enabled: true, storage: 'database', window: 60, max: 300, customRules: {
      '/sign-in/email': { window: 60, max: 10 }, '/sign-up/email': { window: 60, max: 10 },
      // Scripts and tests change persona often; the demo holds nothing that a password protects.
      '/sign-in/persona': { window: 60, max: 600 },
    } },
    advanced: {
      database: { generateId: () => randomUUID() },
      useSecureCookies: false, // true would put `__Secure-` before the name below
      cookies: { session_token: { name: sessionName, attributes: cookie } },
      defaultCookieAttributes: cookie,
      ipAddress: { ipAddressHeaders: ['x-parley-address'] },
    },
    databaseHooks: { session: { delete: { after: async (session) => sessionEnded(session.id, session.userId) } } },
    plugins: [personaSignIn(env.demo)],
  })
  const handle = toNodeHandler(auth)
  // Requests that come while one query is asked are known by the next.
  const find = makeTogether(async (tokens: readonly string[]) => {
    const sessions = await sessionsByToken(pool, tokens)
    return tokens.map((token) => sessions.get(token) ?? null)
  }, { atOnce: 200, waiting: 10_000, apart: 0 })

  async function sessionOf(request: http.IncomingMessage): Promise<Session | null> {
    if (!request.headers.cookie?.includes('parley.session')) return null
    // One query for every request; the library is asked when the session is to be made to last longer, once a day.
    const token = sessionToken(request.headers.cookie, sessionName, secret)
    const kept = token === null ? null : await find('', null, token)
    const left = kept ? kept.expiresAt.getTime() - Date.now() : 0
    if (!kept || left <= 0) return null
    if (left > (lasts - renewedEvery) * 1000) return kept
    const found = await auth.api.getSession({ headers: fromNodeHeaders(request.headers) })
    return found && { userId: found.user.id, sessionId: found.session.id, name: found.user.name, expiresAt: new Date(found.session.expiresAt) }
  }

  return {
    sessionOf,
    userOf: async (request: http.IncomingMessage) => (await sessionOf(request))?.userId ?? null,
    /** Puts better-auth on the app; before any body parser, since it reads the body itself. */
    mount(app: Express) {
      app.all('/api/auth/{*any}', handleFrom)
      app.post('/api/demo/sign-in', (request, response) => {
        request.url = '/api/auth/sign-in/persona'
        return handleFrom(request, response)
      })
    },
  }

  function handleFrom(request: Request, response: Response) {
    // Without an address everyone would share one bucket of requests; what a client says of it is overwritten.
    request.headers['x-parley-address'] = request.socket.remoteAddress ?? ''
    return handle(request, response)
  }
}

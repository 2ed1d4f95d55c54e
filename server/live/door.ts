import type http from 'node:http'
import type { Logger } from 'pino'
import { Server } from 'socket.io'
import type { TextName } from '#domain/ids.ts'
import { sessionChannel, userChannel, workspaceChannel } from '#domain/live/channels.ts'
import type { ClientToServer, LiveEvent, ServerToClient } from '#domain/live/events.ts'
import { makeRush } from './rush.ts'
import { makeWriting, type PlaceOfText } from './writing.ts'

const ballotNewsMs = 250
const writingNewsMs = 3_000

interface Session { readonly userId: string; readonly sessionId: string }

interface Parts {
  readonly server: http.Server
  readonly allowedOrigins: readonly string[]
  readonly log: Logger
  sessionOf(request: http.IncomingMessage): Promise<Session | null>
  workspacesOf(userId: string): Promise<readonly string[]>
  /** Where a text is whose writing members may hear of. */
  placeOfText(text: TextName): Promise<PlaceOfText | null>
}

interface SocketData { userId: string; sessionId: string }
type Live = Server<ClientToServer, ServerToClient, Record<string, never>, SocketData>

/** The live channel: tells members of a workspace what changed, by ids only. It takes no commands. */
export function makeLiveDoor({ server, allowedOrigins, log, sessionOf, workspacesOf, placeOfText }: Parts) {
  const live: Live = new Server(server, {
    path: '/live', serveClient: false, transports: ['websocket'], maxHttpBufferSize: 4096,
    // The sync door answers its own upgrades on the same server: socket.io must not end them.
    destroyUpgrade: false, perMessageDeflate: false, httpCompression: false,
    allowRequest: (request, answer) => answer(null, isAllowed(request.headers.origin, allowedOrigins)),
  })

  live.use((socket, next) => {
    sessionOf(socket.request).then(async (session) => {
      if (!session) return next(new Error('unauthenticated'))
      Object.assign(socket.data, session)
      const workspaces = await workspacesOf(session.userId)
      await socket.join([userChannel(session.userId), sessionChannel(session.sessionId), ...workspaces.map(workspaceChannel)])
      next()
    }, (error: unknown) => { log.error({ err: error }, 'a live connection failed'); next(new Error('unavailable')) })
  })
  live.on('connection', (socket) => { socket.on('error', (error) => log.info({ err: error }, 'live socket')) })

  const tell = (event: LiveEvent) => { live.to(workspaceChannel(event.workspaceId)).emit('changed', event) }
  const ballotCast = makeRush(ballotNewsMs, tell)
  const written = makeWriting({ everyMs: writingNewsMs, placeOf: placeOfText, tell, onError: (error) => log.warn({ err: error }, 'nobody was told that a text was written in') })

  /** Forwards an event to those it concerns; a change of membership makes the person come back and be asked again. */
  async function forward(event: LiveEvent): Promise<void> {
    if (event.name === 'session.ended') return void live.in(sessionChannel(event.ids['sessionId'] ?? '')).disconnectSockets(true)
    const channel = workspaceChannel(event.workspaceId)
    const { userId } = event.ids
    if (userId && event.name === 'member.joined') live.in(userChannel(userId)).socketsJoin(channel)
    if (event.name === 'ballot.cast') return ballotCast(event)
    tell(event)
    if (userId && event.name === 'member.removed') live.in(userChannel(userId)).socketsLeave(channel)
  }

  return { forward, /** Something of a text was kept. */ written, close: () => live.close() }
}

// A browser always sends an Origin with an upgrade; what has none is a script with its own session.
const isAllowed = (origin: string | undefined, allowed: readonly string[]) => origin === undefined || allowed.includes(origin)

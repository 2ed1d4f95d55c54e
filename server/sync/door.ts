import type http from 'node:http'
import type { Duplex } from 'node:stream'
import type { Logger } from 'pino'
import { type WebSocket, WebSocketServer } from 'ws'
import { Refusal } from '#domain/errors.ts'
import { draftRoom, readRoom } from '#domain/ids.ts'
import type { EventName, LiveEvent } from '#domain/live/events.ts'
import { schemaVersion } from '#domain/text/kinds.ts'
import type { Limits } from '#server/limits.ts'
import { openConnections, syncRefusals } from '#server/texts/metrics.ts'
import type { Texts } from '#server/texts/texts.ts'
import { makeRate } from '#server/rate.ts'
import { closeOf, failedHere, serverStops, tryLater } from './closeCodes.ts'
import { Connection } from './connection.ts'
import { Presence } from './presence.ts'

interface Session { readonly userId: string; readonly sessionId: string; readonly name: string; readonly expiresAt: Date }
interface Standing { readonly mayRead: boolean; readonly mayWrite: boolean; readonly role: string | null; readonly functions: readonly string[] }
interface Line { readonly socket: WebSocket; readonly stream: Duplex }
interface Parts {
  readonly texts: Texts
  readonly limits: Limits
  readonly log: Logger
  readonly allowedOrigins: readonly string[]
  sessionOf(request: http.IncomingMessage): Promise<Session | null>
  standingOf(userId: string | null, textId: string): Promise<Standing | null>
}

const roomPath = /^\/sync\/([a-z]+:[0-9a-f-]{36})$/

/** The Yjs door: lets people in to a text by what they may do now, and puts them out again when that changes. */
export function makeSyncDoor({ texts, limits, log, allowedOrigins, sessionOf, standingOf }: Parts) {
  const wss = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: limits.frameBytes })
  const presences = new Map<string, Presence>()
  const connections = new Map<string, Set<Connection>>()
  const rate = makeRate(limits.upgradesPerMinute)
  // Counts the events that may give or take a right.
  let changes = 0

  function handleUpgrade(request: http.IncomingMessage, socket: Duplex, head: Buffer) {
    // Cut, not read as a URL: what is none would throw, and two slashes would make of the path a host.
    const [path = '', query = ''] = (request.url ?? '').split('?', 2)
    const [, textId] = roomPath.exec(safeDecode(path)) ?? []
    const { origin } = request.headers
    if (!textId || !readRoom(textId)) return refuseUpgrade(socket, '404 Not Found')
    if (origin !== undefined && !allowedOrigins.includes(origin)) return refuseUpgrade(socket, '403 Forbidden')
    if (rate.isSpent(request.socket.remoteAddress ?? '')) return refuseUpgrade(socket, '429 Too Many Requests')
    wss.handleUpgrade(request, socket, head, (ws) => {
      ws.on('error', () => ws.terminate())
      void admit({ socket: ws, stream: socket }, request, textId, new URLSearchParams(query))
    })
  }

  // Messages that come while the person is being asked after wait here, as many as a client sends before its first answer.
  async function admit(line: Line, request: http.IncomingMessage, textId: string, query: URLSearchParams) {
    const { socket: ws } = line
    const early: [Buffer, boolean][] = []
    const keep = (data: Buffer, isBinary: boolean) => { if (early.length < 16) early.push([data, isBinary]); else ws.close(tryLater, 'too many') }
    ws.on('message', keep)
    hurry(ws)
    watch(ws)
    try {
      const connection = await enter(line, request, textId, query)
      ws.off('message', keep)
      for (const [data, isBinary] of early) connection.receive(data, isBinary)
      ws.on('message', (data: Buffer, isBinary) => connection.receive(data, isBinary))
    } catch (error) {
      if (error instanceof Refusal) {
        log.info({ refusal: error.code, close: closeOf(error), why: error.message, text: textId }, 'refused')
        syncRefusals.inc({ code: String(closeOf(error)) })
        return ws.close(closeOf(error), error.code)
      }
      log.error({ err: error, text: textId }, 'a text could not be opened')
      ws.close(failedHere, 'failed')
    }
  }

  // Who says nothing whole for a while has not come to write.
  function hurry(ws: WebSocket) {
    const timer = setTimeout(() => ws.terminate(), limits.firstMessageMs)
    ws.once('message', () => clearTimeout(timer))
    ws.once('close', () => clearTimeout(timer))
  }

  // A line may be dead without a word: nobody answers on it.
  function watch(ws: WebSocket) {
    let heard = true
    const hear = () => { heard = true }
    const timer = setInterval(() => {
      if (!heard) return ws.terminate()
      heard = false
      if (ws.readyState === ws.OPEN) ws.ping()
    }, limits.silentMs)
    ws.on('pong', hear).on('message', hear).once('close', () => clearInterval(timer))
  }

  async function enter(line: Line, request: http.IncomingMessage, textId: string, query: URLSearchParams): Promise<Connection> {
    const schema = query.get('schema')
    if (schema !== null && Number(schema) !== schemaVersion) throw new Refusal('conflict', 'Another version of the text schema', { schema: schemaVersion })
    let asked = await ask(request, textId)
    // A page that comes back under another account's session brings the changes of the one before: they are not the new one's to send.
    const user = query.get('user')
    if (user !== null && user !== asked.session?.userId) throw new Refusal('unauthenticated', 'Somebody else is signed in now')
    const room = await texts.enter(textId)
    try {
      // Rights that changed while the text was loaded are asked for again; from the last answer to the seat nothing is waited for.
      while (asked.asOf !== changes) asked = await ask(request, textId)
      if (room.isGone) throw new Refusal('unavailable', 'The text is being made anew')
      checkCrowd(textId, asked.session?.userId ?? null)
      // Who names no generation knows of no restore.
      const generation = Number(query.get('generation') ?? 1)
      if (line.socket.readyState !== line.socket.OPEN || generation !== room.generation) throw new Refusal('conflict', 'The text was restored since')
      return seat(line, textId, room, asked.session, asked.standing)
    } catch (error) {
      texts.leave(room)
      throw error
    }
  }

  async function ask(request: http.IncomingMessage, textId: string): Promise<{ session: Session | null; standing: Standing; asOf: number }> {
    const asOf = changes
    const session = await sessionOf(request)
    const standing = await standingOf(session?.userId ?? null, textId)
    if (!standing?.mayRead) throw new Refusal(session ? 'notFound' : 'unauthenticated', 'There is no such text for you')
    return { session, standing, asOf }
  }

  function seat(line: Line, textId: string, room: Awaited<ReturnType<Texts['enter']>>, session: Session | null, standing: Standing): Connection {
    const presence = presences.get(textId) ?? new Presence(limits)
    presences.set(textId, presence)
    const present = { id: session?.userId ?? 'public', name: session?.name ?? '', role: standing.role, function: standing.functions[0] ?? null }
    const person = { userId: session?.userId ?? null, sessionId: session?.sessionId ?? null, expiresAt: session?.expiresAt ?? null, present, mayWrite: standing.mayWrite }
    const connection = new Connection(line, person, { room, presence }, limits, log)
    const here = connections.get(textId) ?? new Set()
    connections.set(textId, here.add(connection))
    openConnections.inc()
    line.socket.on('close', () => {
      connection.leave()
      here.delete(connection)
      if (here.size === 0 && connections.get(textId) === here) { connections.delete(textId); presences.delete(textId) }
      openConnections.dec()
      texts.leave(room)
    })
    return connection
  }

  function checkCrowd(textId: string, userId: string | null) {
    if ((connections.get(textId)?.size ?? 0) >= limits.connectionsPerText) throw new Refusal('tooMany', 'This text is full')
    const own = userId === null ? 0 : all().filter(({ person }) => person.userId === userId).length
    if (own >= limits.connectionsPerUser) throw new Refusal('tooMany', 'You have too many texts open')
  }

  const all = () => [...connections.values()].flatMap((here) => [...here])

  /** Puts out whom an event may have given or taken a right: they come back and are asked again, never changed in place (R15). */
  async function revoke(event: LiveEvent): Promise<void> {
    const { userId, sessionId } = event.ids
    if (givesOrTakes.has(event.name)) changes += 1
    switch (event.name) {
      case 'session.ended': return all().filter(({ person }) => person.sessionId === sessionId).forEach((connection) => { connection.refuse(new Refusal('unauthenticated', 'Signed out')) })
      case 'member.joined': case 'member.changed': case 'member.removed': return all().filter(({ person }) => person.userId === userId).forEach((connection) => { connection.revoke() })
      case 'charter.adopted': return all().forEach((connection) => { connection.revoke() })
      case 'draft.advanced': return all().filter(({ draftId }) => draftId === event.draftId).forEach((connection) => { connection.revoke() })
      case 'amendment.changed': case 'amendment.sealed': case 'amendment.settled': case 'amendment.answered': return leaveBranches(event)
      case 'amendment.decided': leaveBranches(event); return texts.refreshRest(draftRoom(event.draftId ?? ''))
      case 'amendment.consolidated': return texts.refreshRest(draftRoom(event.draftId ?? ''))
      case 'draft.recovered': return texts.renew(draftRoom(event.draftId ?? ''), Number(event.ids['generation']))
      case 'proposal.opened': case 'proposal.closed': return event.draftId === undefined ? undefined : texts.refreshRest(draftRoom(event.draftId))
      default: return
    }
  }

  /** Those in the branch that an event names, or in all of the draft where it names none. */
  function leaveBranches({ draftId, ids: { amendmentId } }: LiveEvent) {
    const isMeant = (textId: string) => { const name = readRoom(textId); return name?.kind === 'amendment' && (amendmentId === undefined || name.id === amendmentId) }
    for (const connection of all()) if (connection.draftId === draftId && isMeant(connection.textId)) connection.revoke()
  }

  const checking = setInterval(() => {
    const now = new Date()
    for (const here of connections.values()) for (const connection of here) connection.check(now)
  }, 1_000).unref()

  /** Tells everyone that the server stops (R13). */
  function close() {
    clearInterval(checking)
    for (const connection of all()) connection.close(serverStops, 'the server stops')
    wss.close()
  }

  return { handleUpgrade, revoke, close }
}

const givesOrTakes: ReadonlySet<EventName> = new Set<EventName>(['session.ended', 'member.joined', 'member.changed', 'member.removed', 'charter.adopted', 'draft.advanced', 'amendment.changed', 'amendment.sealed', 'amendment.settled', 'amendment.answered', 'amendment.decided'])

function safeDecode(path: string) {
  try { return decodeURIComponent(path) } catch { return '' }
}

function refuseUpgrade(socket: Duplex, line: string) {
  socket.end(`HTTP/1.1 ${line}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

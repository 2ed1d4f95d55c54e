import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Request, Response, Router } from 'express'
import { z } from 'zod'
import { Refusal } from '#domain/errors.ts'
import { authorize, requireSignedIn } from '#server/authorize/authorize.ts'
import type { Context } from '#server/db/context.ts'
import type { UnitOfWork } from '#server/db/unitOfWork.ts'
import type { Limits } from '#server/limits.ts'
import { makeRate } from '#server/rate.ts'
import type { AnyEndpoint, Download } from './endpoint.ts'
import { inGroups } from './inGroups.ts'

export interface Desk {
  readonly unitOfWork: UnitOfWork
  readonly limits: Limits
  userOf(request: Request): Promise<string | null>
}

const nothing = z.strictObject({})
const idempotencyKey = z.string().regex(/^[\x21-\x7e]{1,200}$/, 'An Idempotency-Key is 1 to 200 visible ASCII characters')

/** Puts an endpoint on the router: session, strict parsing, then subject → authorise → act in one unit of work. */
export function mount(router: Router, desk: Desk, endpoint: AnyEndpoint) {
  const together = endpoint.together && endpoint.capability && inGroups(endpoint.capability, endpoint.together, desk)
  const rate = endpoint.perMinute && makeRate(desk.limits[endpoint.perMinute])
  router[endpoint.method](endpoint.path, async (request: Request, response: Response) => {
    const userId = await desk.userOf(request)
    if (endpoint.who !== 'anyone' && endpoint.capability === undefined) requireSignedIn(userId)
    if (rate?.isSpent(userId ?? request.socket.remoteAddress ?? '')) throw new Refusal('tooMany', 'You ask for this too often; wait a minute')
    const asked = {
      userId,
      key: endpoint.keyed ? keyOf(request) : null,
      params: pathOf(endpoint, request, userId),
      query: parse(endpoint.query ?? nothing, request.query, 'query'),
      input: parse(endpoint.input ?? nothing, request.body ?? {}, 'body'),
    } as never
    const { handle, download } = endpoint
    if (download) return send(response, await desk.unitOfWork.read(async (context) => download(await proofFor(endpoint, context, asked, userId) as never, context, asked)))
    const work = async (context: Context) => handle?.(await proofFor(endpoint, context, asked, userId) as never, context, asked)
    const output = together ? await together(asked, userId) : await (endpoint.method === 'get' ? desk.unitOfWork.read(work) : desk.unitOfWork(userId, work))
    response.status(endpoint.created ? 201 : 200).set('Cache-Control', 'no-store').json(output)
  })
}

/** Writes a file as it is read, no faster than it is taken. One that breaks off is no JSON, so that nobody takes it for the whole. */
async function send(response: Response, { fileName, pieces }: Download) {
  response.attachment(fileName).type('json').set('Cache-Control', 'no-store')
  await pipeline(Readable.from(pieces), response).catch((error: NodeJS.ErrnoException) => { if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error })
}

export async function proofFor(endpoint: AnyEndpoint, context: Context, asked: never, userId: string | null) {
  if (!endpoint.capability || !endpoint.subject) return endpoint.who === 'signedIn' ? requireSignedIn(userId) : null
  return authorize(context.tx, userId, endpoint.capability, await endpoint.subject(context, asked), context.now)
}

function keyOf(request: Request): string | null {
  const sent = request.get('Idempotency-Key')
  if (sent === undefined) return null
  const parsed = idempotencyKey.safeParse(sent)
  if (!parsed.success) throw new Refusal('invalid', 'The Idempotency-Key is not as it must be', { problems: parsed.error.issues.map(({ message }) => message) })
  return parsed.data
}

// An id that is no id names nothing: the answer is the one for what is not there.
function pathOf(endpoint: AnyEndpoint, request: Request, userId: string | null) {
  const parsed = (endpoint.params ?? nothing).safeParse(request.params)
  if (parsed.success) return parsed.data
  if (userId === null && endpoint.who !== 'anyone') requireSignedIn(userId)
  throw new Refusal('notFound', 'There is nothing here that you may see')
}

function parse(shape: z.ZodType, value: unknown, where: 'query' | 'body') {
  const parsed = shape.safeParse(value)
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.slice(0, 20).map((issue) => ({ at: issue.path.join('.'), problem: issue.message }))
  throw new Refusal('invalid', `The ${where} is not as it must be`, { problems })
}

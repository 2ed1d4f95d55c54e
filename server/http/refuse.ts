import { randomUUID } from 'node:crypto'
import type { ErrorRequestHandler, RequestHandler } from 'express'
import type { Logger } from 'pino'
import { Refusal } from '#domain/errors.ts'
import { statusOf } from './status.ts'

/** The one place where a failed request is answered: refusals by their code, everything else as a bug with a reference. */
export function refuse(log: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error)
    const refusal = asRefusal(error)
    if (refusal) {
      const { code, message, details } = refusal
      log.info({ refusal: code, method: request.method, path: request.route?.path ?? request.baseUrl, because: details['because'] }, 'refused')
      return void response.status(statusOf[code]).json({ error: { code, message, details } })
    }
    const reference = randomUUID()
    log.error({ err: error, reference, method: request.method, path: request.route?.path }, 'a request failed')
    response.status(500).json({ error: { code: 'unavailable', message: 'Something went wrong on our side', details: { reference } } })
  }
}

export const nothingHere: RequestHandler = () => {
  throw new Refusal('notFound', 'There is no such address')
}

// What Express and its body parser throw on their own.
function asRefusal(error: unknown): Refusal | null {
  if (error instanceof Refusal) return error
  const { type, status, code } = error as { type?: string; status?: number; code?: string }
  if (type === 'entity.too.large') return new Refusal('tooLarge', 'The request is too large')
  if (status === 404) return new Refusal('notFound', 'There is no such file')
  if (type === 'entity.parse.failed' || status === 400) return new Refusal('invalid', 'The request is not readable')
  if (code === 'P1001' || code === 'P2024' || code === 'ECONNREFUSED' || code === '57P01') return new Refusal('unavailable', 'The database cannot be reached')
  return null
}

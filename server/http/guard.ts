import type { RequestHandler } from 'express'
import { Refusal } from '#domain/errors.ts'

const safe = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Turns away unsafe requests that another site's page makes with our cookie (rule R18). Scripts without an Origin pass: they hold no one's cookie by accident. */
export function sameOrigin(allowedOrigins: readonly string[]): RequestHandler {
  return (request, _response, next) => {
    if (safe.has(request.method)) return next()
    const { origin } = request.headers
    const site = request.headers['sec-fetch-site']
    if (origin !== undefined && !allowedOrigins.includes(origin)) throw new Refusal('forbidden', 'This request comes from another site')
    if (site === 'cross-site') throw new Refusal('forbidden', 'This request comes from another site')
    next()
  }
}

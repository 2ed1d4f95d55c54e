import { nameErased } from './erased.ts'
import { Refusal, type RefusalCode, type RefusalDetails } from '#domain/errors.ts'

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

async function send<O>(method: Method, path: string, body?: unknown): Promise<O> {
  const response = await fetch(`/api${path}`, {
    method, credentials: 'same-origin',
    ...(body !== undefined && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  }).catch(() => { throw offline() })
  const text = await response.text().catch(() => '')
  const answer = read(text)
  if (response.ok) return nameErased(answer, text) as O
  throw refusalOf(response.status, answer)
}

function read(text: string): unknown {
  try { return JSON.parse(text) } catch { return null }
}

/** An answer that is a file, not read here. */
export async function getFile(path: string): Promise<Blob> {
  const response = await fetch(`/api${path}`, { credentials: 'same-origin' }).catch(() => { throw offline() })
  if (response.ok) return response.blob().catch(() => { throw offline() })
  throw refusalOf(response.status, await response.json().catch(() => null))
}

const offline = () => new Refusal('unavailable', 'The server cannot be reached', { because: 'offline' })

const codes: Record<number, RefusalCode> = { 401: 'unauthenticated', 403: 'forbidden', 404: 'notFound', 409: 'conflict', 413: 'tooLarge', 422: 'invalid', 423: 'locked', 429: 'tooMany' }

function refusalOf(status: number, answer: unknown): Refusal {
  const { error, message } = (answer ?? {}) as { error?: { code: RefusalCode; message: string; details: RefusalDetails }; message?: string }
  if (error?.code) return new Refusal(error.code, error.message, error.details)
  return new Refusal(codes[status] ?? 'unavailable', message ?? `The server answered ${status}`)
}

export const get = <O>(path: string) => send<O>('GET', path)
export const post = <O>(path: string, body: unknown) => send<O>('POST', path, body)
export const put = <O>(path: string, body: unknown) => send<O>('PUT', path, body)
export const patch = <O>(path: string, body: unknown) => send<O>('PATCH', path, body)
export const del = <O>(path: string) => send<O>('DELETE', path)

import { createHmac, timingSafeEqual } from 'node:crypto'

/**
 * The token in the session cookie of a Cookie header, if we signed it: `token.base64(HMAC-SHA256(token))`, percent-encoded, as better-auth
 * writes it. Null for what is not there, cannot be read or was signed by somebody else.
 */
export function sessionToken(header: string, name: string, secret: string): string | null {
  const pair = header.split(';').map((part) => part.trim()).find((part) => part.startsWith(`${name}=`))
  const value = pair && decoded(pair.slice(name.length + 1))
  const end = value ? value.lastIndexOf('.') : -1
  if (!value || end < 1) return null
  const token = value.slice(0, end)
  const given = Buffer.from(value.slice(end + 1))
  const ours = Buffer.from(createHmac('sha256', secret).update(token).digest('base64'))
  return given.length === ours.length && timingSafeEqual(given, ours) ? token : null
}

function decoded(text: string): string | null {
  try { return decodeURIComponent(text) } catch { return null }
}

const longestLink = 1000
const safeProtocols = ['http:', 'https:', 'mailto:']

/** Whether a link may stand in a law: an absolute address by a protocol that runs nothing, of at most 1,000 characters. */
export function isSafeLink(href: unknown): href is string {
  if (typeof href !== 'string' || href.length > longestLink || href !== href.trim()) return false
  return URL.canParse(href) && safeProtocols.includes(new URL(href).protocol)
}

const mailAddress = /^[^\s@:/?]+@[^\s@:/?]+\.[^\s@:/?]+$/

/**
 * The address that somebody means by what they typed: "example.org/law" is one by https, "clerk@example.org" one by mailto, and a
 * safe address stays as it is. Null where no safe one can be made: other protocols, words with spaces, a bare name without a dot.
 */
export function linkOf(typed: string): string | null {
  const words = typed.trim()
  if (words === '' || /\s/.test(words)) return null
  const own = safe(words)
  if (own) return own
  if (mailAddress.test(words)) return safe(`mailto:${words}`)
  const address = safe(`https://${words.replace(/^\/\//, '')}`)
  return address && new URL(address).hostname.includes('.') ? address : null
}

const safe = (href: string): string | null => (isSafeLink(href) ? href : null)

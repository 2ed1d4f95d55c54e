const longestLink = 1000
const safeProtocols = ['http:', 'https:', 'mailto:']

/** Whether a link may stand in a law: an absolute address by a protocol that runs nothing, of at most 1,000 characters. */
export function isSafeLink(href: unknown): href is string {
  if (typeof href !== 'string' || href.length > longestLink || href !== href.trim()) return false
  return URL.canParse(href) && safeProtocols.includes(new URL(href).protocol)
}

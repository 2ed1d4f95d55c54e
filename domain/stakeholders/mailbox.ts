/** Domains of a provider that tells its users that dots do not count, by the one name under which all of them are one. */
const withoutDots: Readonly<Record<string, string>> = { 'gmail.com': 'gmail.com', 'googlemail.com': 'gmail.com' }

const isAscii = (text: string) => /^[\x21-\x7e]*$/.test(text)

/**
 * The mailbox that a mail address reaches, as far as the address tells, itself written as an address; null for what is no address, and
 * for a name under `.invalid`, which no mail reaches (RFC 6761, 6.4).
 *
 * The domain in small ASCII letters (RFC 4343; UTS 46 for others), without a dot at its end. The name before the @ in small letters and
 * NFC (RFC 5321, 2.4 lets a host tell letters apart and advises against it; RFC 6532, 3.1), without a `+tag` (subaddress, RFC 5233; a tag
 * needs something before it), a quoted name left whole (RFC 5321, 4.1.2). Gmail: without dots, googlemail.com being gmail.com (Google,
 * "Dots don't matter in Gmail addresses"); nowhere else, since elsewhere `a.b` and `ab` may be two people. Habits that a provider does not
 * document for all its addresses are left out: the rule would rather miss a pair than name two strangers.
 *
 * It tells what may be one person. It never proves it (an office has one mailbox and many people) nor the contrary (people have several).
 */
export function mailboxOf(address: string): string | null {
  const at = address.lastIndexOf('@')
  const domain = asciiDomain(address.slice(at + 1).trim())
  const name = address.slice(0, Math.max(at, 0)).trim().toLowerCase().normalize('NFC')
  if (name === '' || domain === null || /(^|\.)invalid$/.test(domain)) return null
  const provider = withoutDots[domain]
  const bare = name.startsWith('"') ? name : withoutTag(name)
  const dotless = provider ? bare.replaceAll('.', '') : bare
  return `${dotless === '' ? bare : dotless}@${provider ?? domain}`
}

function withoutTag(name: string): string {
  const plus = name.indexOf('+', 1)
  return plus === -1 ? name : name.slice(0, plus)
}

function asciiDomain(domain: string): string | null {
  const ascii = (isAscii(domain) ? domain.toLowerCase() : punycode(domain)).replace(/\.$/, '')
  return /^[a-z0-9-]+(\.[a-z0-9-]+)*$/.test(ascii) ? ascii : null
}

// A browser and Node both know UTS 46 by their URLs. What could end the name of a host, or be decoded in it, never gets there.
function punycode(domain: string): string {
  const url = `https://${domain}/`
  return /[\s%/\\?#:@[\]]/.test(domain) || !URL.canParse(url) ? '' : new URL(url).hostname
}

export interface Addressed { readonly userId: string; readonly email: string }

/** Those among these accounts whose addresses reach one mailbox: one list of user ids, in their order, for each mailbox that several share. */
export function sharedMailboxes(accounts: readonly Addressed[]): string[][] {
  const byMailbox = new Map<string, string[]>()
  for (const { userId, email } of accounts) {
    const mailbox = mailboxOf(email)
    if (mailbox !== null) byMailbox.set(mailbox, [...(byMailbox.get(mailbox) ?? []), userId])
  }
  return [...byMailbox.values()].filter(({ length }) => length > 1).map((ids) => ids.sort()).sort(([a = ''], [b = '']) => (a < b ? -1 : 1))
}

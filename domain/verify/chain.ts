/** SHA-256 of bytes. It is passed in: the domain runs where node:crypto is and where it is not. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array

/** A row of the record as it is stored: the bytes of the act, the hash of the row before it, and its own. Hashes in hexadecimal. */
export interface ChainRow { readonly seq: number; readonly canonical: Uint8Array; readonly prevHash: string; readonly hash: string }

/** The end of a chain, or a place in it: how many rows there are up to it, and the hash of the last of them. */
export interface Head { readonly seq: number; readonly hash: string }

/** Where every chain begins. */
export const chainOrigin: Head = { seq: 0, hash: '0'.repeat(64) }

/** Put before every hashed row, so that a hash of the record can be mistaken for no other. */
const recordDomain = new TextEncoder().encode('parley-record/1')

export const hexOf = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
const bytesOf = (hex: string): Uint8Array => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))

/** The hash of an act after the row whose hash is `prevHash`: SHA-256('parley-record/1' ‖ prevHash ‖ canonical), in hexadecimal (R26). */
export function hashOfAct(prevHash: string, canonical: Uint8Array, sha256: Sha256): string {
  const prev = bytesOf(prevHash)
  const bytes = new Uint8Array(recordDomain.length + prev.length + canonical.length)
  bytes.set(recordDomain)
  bytes.set(prev, recordDomain.length)
  bytes.set(canonical, recordDomain.length + prev.length)
  return hexOf(sha256(bytes))
}

/** What is wrong with a row after the rows up to `last`: its number is not the next one, it is not tied to the row before it, or its bytes are not those that were hashed. */
export type ChainFault = 'gap' | 'link' | 'hash'

export function chainFault(last: Head, { seq, canonical, prevHash, hash }: ChainRow, sha256: Sha256): ChainFault | null {
  if (seq !== last.seq + 1) return 'gap'
  if (prevHash !== last.hash) return 'link'
  return hashOfAct(prevHash, canonical, sha256) === hash ? null : 'hash'
}

/** A head as a person keeps it: `57:9f3a…`, 64 digits of hexadecimal after the number. */
export const writeHead = ({ seq, hash }: Head): string => `${seq}:${hash}`

/** Reads a head back; spaces between the digits do not matter. Null for what is none. */
export function readHead(text: string): Head | null {
  const [, seq, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text.replace(/\s+/g, '').toLowerCase()) ?? []
  return seq && hash ? { seq: Number(seq), hash } : null
}

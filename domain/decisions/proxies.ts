import type { Method } from './method.ts'
import type { Secrecy } from './terms.ts'

/** An elector who cannot attend (`giverId`) and the one elector who votes in their name, in one proposal. */
export interface VoteProxy { readonly giverId: string; readonly holderId: string }

export type ProxyTermsFault = 'proxyInSecret' | 'proxyInConsent'

/**
 * Why a proposal cannot admit proxies, or null. In a secret ballot the holder would know how the other voted, and could show it; in a
 * consent round an objection is answered to whoever raised it.
 */
export const proxyTermsFault = ({ proxies, secrecy, method }: { readonly proxies: boolean; readonly secrecy: Secrecy; readonly method: Method }): ProxyTermsFault | null => {
  if (!proxies) return null
  if (secrecy === 'secret') return 'proxyInSecret'
  return method.kind === 'consent' ? 'proxyInConsent' : null
}

export type ProxyFault = 'proxyOneself' | 'proxyNotOnRoll' | 'proxyHasVoted' | 'proxyGiven' | 'proxyGiverHolds' | 'proxyHolderHolds' | 'proxyHolderGave'

/**
 * Why this elector cannot name that one, or null. In: both, the roll with who has cast, and the proxies in force. One to one: nobody
 * gives or holds two; no chain: who has named a proxy is none, and who holds one names none; and not once one's own ballot is cast.
 */
export function proxyFault({ giverId, holderId }: VoteProxy, { hasCast, proxies }: { readonly hasCast: ReadonlyMap<string, boolean>; readonly proxies: readonly VoteProxy[] }): ProxyFault | null {
  if (giverId === holderId) return 'proxyOneself'
  if (!hasCast.has(giverId) || !hasCast.has(holderId)) return 'proxyNotOnRoll'
  if (hasCast.get(giverId)) return 'proxyHasVoted'
  if (proxies.some((own) => own.giverId === giverId)) return 'proxyGiven'
  if (proxies.some((own) => own.holderId === giverId)) return 'proxyGiverHolds'
  if (proxies.some((own) => own.holderId === holderId)) return 'proxyHolderHolds'
  return proxies.some((own) => own.giverId === holderId) ? 'proxyHolderGave' : null
}

/** Why this person may not cast the ballot of that elector, or null: one's own unless it was given away, another's only as its proxy. */
export function casterFault(casterId: string, electorId: string, proxies: readonly VoteProxy[]): 'proxyGiven' | 'noProxy' | null {
  const given = proxies.find(({ giverId }) => giverId === electorId)
  if (casterId === electorId) return given ? 'proxyGiven' : null
  return given?.holderId === casterId ? null : 'noProxy'
}

import { proxyFault } from '#domain/decisions/proxies.ts'
import type { Act } from './acts.ts'
import type { ExportedProposal } from './decided.ts'

/** The proxies in force at the end of the record: by proposal, who votes in whose name. */
export function proxiesIn(acts: readonly Act[]): ReadonlyMap<unknown, ReadonlyMap<string, string>> {
  const byProposal = new Map<unknown, Map<string, string>>()
  for (const { name, ids } of acts) {
    if (name !== 'proxy.named' && name !== 'proxy.ended') continue
    const { proposalId } = ids
    const [giverId, holderId] = [String(ids['giverId']), String(ids['holderId'])]
    const own = byProposal.get(proposalId) ?? new Map<string, string>()
    byProposal.set(proposalId, own)
    if (name === 'proxy.named') own.set(giverId, holderId)
    else own.delete(giverId)
  }
  return byProposal
}

/**
 * The place of the first ballot that was cast by somebody who was not, by the record, the proxy of its elector under the rules, or that an
 * elector cast who had given theirs away; null where all were cast by whoever could.
 */
export function oddProxy({ id, proxies: admitted, roll, ballots }: ExportedProposal, recorded: ReturnType<typeof proxiesIn>): number | null {
  const named = recorded.get(id) ?? new Map<string, string>()
  const hasCast = new Map((roll ?? []).map((line) => [line.id, false]))
  const proxies = [...named].map(([giverId, holderId]) => ({ giverId, holderId }))
  const isOdd = ({ electorId, byProxy }: { readonly electorId: string; readonly byProxy: string | null }) => {
    if ((named.get(electorId) ?? null) !== byProxy) return true
    if (byProxy === null) return false
    const own = { giverId: electorId, holderId: byProxy }
    return admitted !== true || proxyFault(own, { hasCast, proxies: proxies.filter(({ giverId }) => giverId !== electorId) }) !== null
  }
  const at = (ballots ?? []).findIndex(isOdd)
  return at >= 0 ? at : null
}

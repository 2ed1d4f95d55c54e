import { canonicalJson } from '#domain/canonicalJson.ts'
import type { Act } from './acts.ts'
import { canonicalBallots, closingFacts, type ExportedProposal, isSameResult, oddAmendment, oddBallot, openingFacts, recount, statedResult, wordsText } from './decided.ts'
import { found } from './fault.ts'
import { oddProxy, proxiesIn } from './proxies.ts'
import type { RecordExport } from './recordExport.ts'
import { Misshapen } from './shape.ts'

/** What the checks after the chain stand on: the file, the acts of its record, those that opened and closed each proposal, and SHA-256 of a text in hexadecimal. */
export interface Ground {
  readonly file: RecordExport
  readonly acts: readonly Act[]
  readonly openings: ReadonlyMap<unknown, Act>
  readonly closings: ReadonlyMap<unknown, Act>
  hash(text: string): string
}

export function groundOf(file: RecordExport, acts: readonly Act[], hash: Ground['hash']): Ground {
  const named = (name: string) => new Map(acts.filter((act) => act.name === name).map((act) => [act.ids['proposalId'], act]))
  return { file, acts, hash, openings: named('proposal.opened'), closings: named('proposal.closed') }
}

/** The record and the file know the same proposals, open or closed, and what was recorded when one opened is what the file says of it. */
export function checkProposals({ file: { proposals }, acts, openings, closings }: Ground): number {
  const adopted = acts.filter(({ name }) => name === 'charter.adopted')
  for (const [index, proposal] of proposals.entries()) {
    const { id, number, draftId, clauseId, charterVersion, closedAt } = proposal
    const path = `proposals[${index}]`
    const opening = openings.get(id)
    if (!opening) found('proposalUnrecorded', path, { proposal: number })
    const other = differing({ ...openingFacts(proposal, opening.facts), draftId, clauseId }, { ...opening.facts, draftId: opening.draftId, clauseId: opening.ids['clauseId'] ?? null })
    if (other !== null) found('openingDiffers', `${path}.${other}`, { proposal: number, seq: opening.seq })
    // The one in force is not asked for: a charter can be put into force between asking for the right to open and opening.
    if (!adopted.some(({ seq, facts }) => seq < opening.seq && facts['version'] === charterVersion)) found('openingDiffers', `${path}.charterVersion`, { proposal: number, seq: opening.seq })
    const closing = closings.get(id)
    if ((closing === undefined) !== (closedAt === null)) found('closingMissing', `${path}.closedAt`, { proposal: number, ...(closing && { seq: closing.seq }) })
  }
  const known = new Set<unknown>(proposals.map(({ id }) => id))
  for (const [id, { seq }] of openings) if (!known.has(id)) found('proposalMissing', 'proposals', { seq })
  return proposals.length
}

/** The first of these facts that the act has otherwise, or not at all. */
const differing = (facts: Readonly<Record<string, unknown>>, recorded: Readonly<Record<string, unknown>>): string | null =>
  Object.keys(facts).find((key) => !(key in recorded) || canonicalJson(facts[key]) !== canonicalJson(recorded[key])) ?? null

/** The words put to the vote are those that were hashed, of each amendment that is chosen among and of all together. How many proposals had words. */
export function checkWords({ file: { proposals }, openings, hash }: Ground): number {
  return countWhere(proposals, (proposal, path) => {
    const { id, hash: given, number } = proposal
    const odd = oddAmendment(proposal, openings.get(id)?.facts ?? {}, hash)
    if (odd) found('alternativeHash', `${path}.${odd}`, { proposal: number })
    const words = wordsText(proposal)
    if (words === null && given === null) return false
    if (words === null || hash(words) !== given) found('wordsHash', `${path}.words`, { proposal: number })
    return true
  })
}

/** Nobody is on a roll twice; each ballot is of somebody on it, and the only one of theirs. How many ballots. */
export function checkRolls({ file: { proposals }, acts }: Ground): number {
  const proxies = proxiesIn(acts)
  let cast = 0
  for (const [closedProposal, path] of closed(proposals)) {
    const { roll, ballots, number } = closedProposal
    if (!roll || !ballots) found('shape', `${path}.${roll ? 'ballots' : 'roll'}`, { proposal: number })
    onlyOnce(roll.map(({ id }) => id), (index) => found('electorTwice', `${path}.roll[${index}].id`, { proposal: number }))
    const electors = new Set(roll.map(({ id }) => id))
    for (const [index, { electorId }] of ballots.entries()) if (!electors.has(electorId)) found('notOnRoll', `${path}.ballots[${index}].electorId`, { proposal: number })
    onlyOnce(ballots.map(({ electorId }) => electorId), (index) => found('ballotTwice', `${path}.ballots[${index}].electorId`, { proposal: number }))
    const odd = oddProxy(closedProposal, proxies)
    if (odd !== null) found('proxy', `${path}.ballots[${odd}].byProxy`, { proposal: number })
    cast += ballots.length
  }
  return cast
}

function onlyOnce(ids: readonly string[], twice: (index: number) => never) {
  const seen = new Set<string>()
  for (const [index, id] of ids.entries()) {
    if (seen.has(id)) twice(index)
    seen.add(id)
  }
}

/** Roll and ballots are those that were hashed when the vote closed. How many closed proposals. */
export function checkBallots({ file: { proposals }, hash }: Ground): number {
  const decided = closed(proposals)
  for (const [proposal, path] of decided) if (hash(canonicalBallots(proposal)) !== proposal.ballotsHash) found('ballotsHash', `${path}.ballots`, { proposal: proposal.number })
  return decided.length
}

/** The result, counted anew, is the one in the file and the one that was recorded when the vote closed. How many results. */
export function checkResults({ file: { proposals }, closings }: Ground): number {
  return countWhere(closed(proposals).map(([proposal]) => proposal), (proposal) => {
    const path = `proposals[${proposals.indexOf(proposal)}]`
    const place = { proposal: proposal.number }
    const odd = oddBallot(proposal)
    if (odd) found('shape', `${path}.${odd}`, place)
    const counted = recount(proposal)
    if (counted && !isSameResult(counted, proposal.result)) found('result', `${path}.result`, place)
    const closing = closings.get(proposal.id)
    const other = differing(closingFacts(proposal, counted ?? stated(proposal, path), closing?.facts ?? {}), closing?.facts ?? {})
    if (other !== null) found('closingDiffers', `${path}.${other === 'ballotsHash' || other === 'hash' ? other : 'result'}`, { ...place, ...(closing && { seq: closing.seq }) })
    return counted !== null
  })
}

function stated({ result, number }: ExportedProposal, path: string) {
  try {
    return statedResult(result, `${path}.result`)
  } catch (error) {
    if (error instanceof Misshapen) found('shape', error.path, { proposal: number })
    throw error
  }
}

const placed = (proposals: readonly ExportedProposal[]) => proposals.map((proposal, index) => [proposal, `proposals[${index}]`] as const)
const closed = (proposals: readonly ExportedProposal[]) => placed(proposals).filter(([{ closedAt }]) => closedAt !== null)
const countWhere = (proposals: readonly ExportedProposal[], holds: (proposal: ExportedProposal, path: string) => boolean) =>
  placed(proposals).filter(([proposal, path]) => holds(proposal, path)).length

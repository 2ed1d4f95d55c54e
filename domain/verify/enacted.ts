import { agreedWords } from './decided.ts'
import { found } from './fault.ts'
import type { Ground } from './proposals.ts'

/**
 * A charter that a vote put into force is, byte for byte, the one that the vote adopted. Of every vote that adopted a charter the record says
 * either that it was put into force, or that it was stopped because another one had come before it, which the record has. How many such votes.
 */
export function checkEnacted({ file: { charters, proposals }, acts, hash }: Ground): number {
  const ends = acts.filter(({ name, ids }) => ids['proposalId'] !== undefined && (name === 'charter.adopted' || name === 'charter.stopped'))
  for (const { name, seq, ids, facts } of ends) {
    const proposal = proposals.find(({ id }) => id === ids['proposalId'])
    const words = proposal?.kind === 'charter' ? agreedWords(proposal) : null
    const index = charters.findIndex(({ version }) => version === facts['version'])
    const path = name === 'charter.adopted' ? `charters[${index}].canonical` : 'record'
    if (words === null || facts['hash'] !== hash(words)) found('charterUndecided', path, { seq, ...(proposal && { proposal: proposal.number }) })
  }
  const adopted = proposals.map((proposal, index) => ({ proposal, index })).filter(({ proposal }) => proposal.kind === 'charter' && agreedWords(proposal) !== null)
  for (const { proposal: { id, number }, index } of adopted) {
    const [end, another] = ends.filter(({ ids }) => ids['proposalId'] === id)
    const isStopped = end?.name === 'charter.stopped'
    if (!end || another || (isStopped && !cameBetween(acts, end.seq, end.facts))) found('charterUnwritten', `proposals[${index}].result`, { proposal: number, ...(end && { seq: end.seq }) })
  }
  return adopted.length
}

/** Whether the charter in force when one was stopped was not the one that it would have followed. */
function cameBetween(acts: Ground['acts'], before: number, { version, inForce }: Ground['acts'][number]['facts']): boolean {
  const last = acts.findLast(({ name, seq }) => name === 'charter.adopted' && seq < before)
  return last?.facts['version'] === inForce && typeof inForce === 'number' && version !== inForce + 1
}

import { setTimeout as wait } from 'node:timers/promises'
import type { Dice } from '#tests/support/oracle/dice.ts'
import type { Scribe } from '#tests/support/oracle/scribe.ts'
import type { Voter } from '#tests/support/oracle/voter.ts'

/** How many edits were acknowledged during the work, acknowledgements that were on their way before it not counted. */
export async function acknowledgedWhile(scribes: readonly Scribe[], work: () => Promise<unknown>): Promise<number> {
  await wait(50)
  const begun = Date.now()
  await work()
  return scribes.flatMap(({ journal }) => journal.acts).filter(({ ackedAt }) => ackedAt !== null && ackedAt > begun).length
}

/** Voters cast and change their ballots for a while, a few at a time. */
export async function castFor(voters: readonly Voter[], ms: number, dice: Dice): Promise<void> {
  const busy = new Set<Voter>()
  const casting: Promise<void>[] = []
  for (const deadline = Date.now() + ms; Date.now() < deadline; await wait(25)) {
    const voter = dice.pick(voters)
    if (busy.has(voter)) continue
    busy.add(voter)
    casting.push(voter.cast(dice).finally(() => busy.delete(voter)))
  }
  await Promise.all(casting)
}

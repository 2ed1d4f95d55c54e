import { expect, inject, test } from 'vitest'
import { diceOf } from '#tests/support/oracle/dice.ts'
import { faults } from './registry.ts'

const patienceMs = 300_000

/** The share of a fault that every test run makes. The seed is said, so that a failure can be made again: `npm run faults -- --fault F1 --seed N`. One that is `open` is left out, for the reason given. */
export function faultTest(name: string, open?: string) {
  const fault = faults[name]
  if (!fault) throw new Error(`there is no fault ${name}`)
  test(`${name}: ${fault.title}`, { timeout: patienceMs }, async ({ skip }) => {
    if (open !== undefined) skip(open)
    const seed = Number(process.env['FAULTS_SEED'] ?? Date.now() % 2 ** 32)
    const outcome = await fault.run({ ground: { adminUrl: inject('adminUrl'), template: inject('template') }, cycles: fault.cycles, dice: diceOf(seed), say: () => undefined })
    if (outcome.skipped !== undefined) skip(outcome.skipped)
    expect(outcome.faults, `seed ${seed} ${JSON.stringify(outcome.figures)}`).toEqual([])
  })
}

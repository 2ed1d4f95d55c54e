import type { Dice } from '#tests/support/oracle/dice.ts'
import type { Ground } from './ground.ts'

/** Where and how often a fault is made. */
export interface Setting {
  readonly ground: Ground
  readonly cycles: number
  readonly dice: Dice
  say(line: string): void
}

/** What came of it: a sentence for every invariant that did not hold, and figures of what was done. `skipped` says why it could not be made here. */
export interface Outcome {
  readonly faults: readonly string[]
  readonly figures: Readonly<Record<string, number>>
  readonly skipped?: string
}

export interface Fault {
  readonly title: string
  /** How many cycles every test run makes. */
  readonly cycles: number
  run(setting: Setting): Promise<Outcome>
}

import { faults } from '#tests/faults/registry.ts'
import type { Ground } from '#tests/faults/ground.ts'
import type { Dice } from '#tests/support/oracle/dice.ts'
import { tried, type Scenario } from './stageOf.ts'
import * as text from './textScenarios.ts'
import * as vote from './voteScenarios.ts'

type Run = (ground: Ground, dice: Dice, sql?: string) => Promise<readonly string[]>

const scene = (scenario: Scenario): Run => (ground, dice, sql) => tried(ground, dice, scenario, sql)
const fault = (name: string, cycles: number): Run => async (ground, dice) => (await faults[name]?.run({ ground, cycles, dice, say: () => undefined }))?.faults ?? []

/** The cheapest ways to see that a rule is broken, by name. */
export const scenarios = {
  ...Object.fromEntries(Object.entries({ ...text, ...vote }).map(([name, scenario]) => [name, scene(scenario)])) as Record<keyof typeof text | keyof typeof vote, Run>,
  damage: fault('F8', 10),
  loadFails: fault('F15', 2),
  staleCache: fault('F17', 1),
}
export type ScenarioName = keyof typeof scenarios

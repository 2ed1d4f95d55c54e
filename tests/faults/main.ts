import { parseArgs } from 'node:util'
import { diceOf } from '#tests/support/oracle/dice.ts'
import { onGround } from './ground.ts'
import { faults } from './registry.ts'

const { values } = parseArgs({ options: { fault: { type: 'string' }, cycles: { type: 'string' }, seed: { type: 'string' } } })
const seed = Number(values.seed ?? Date.now() % 2 ** 32)
const names = values.fault === undefined ? Object.keys(faults) : [values.fault.toUpperCase()]

/** Makes one fault as often as asked, and says with which seed, so that it can be made again. */
async function make(name: string): Promise<boolean> {
  const fault = faults[name]
  if (!fault) {
    console.error(`There is no fault “${name}”. There are: ${Object.keys(faults).join(', ')}.`)
    return false
  }
  const cycles = Number(values.cycles ?? fault.cycles)
  console.log(`${name} ${fault.title}: ${cycles} cycles, seed ${seed}`)
  const begun = performance.now()
  const { faults: found, figures, skipped } = await onGround((ground) => fault.run({ ground, cycles, dice: diceOf(seed), say: (line) => console.log(line) }))
  for (const sentence of found) console.log(`  ${sentence}`)
  const said = skipped === undefined ? `${found.length} faults, ${JSON.stringify(figures)}` : `skipped: ${skipped}`
  console.log(`${name} ${said}, ${((performance.now() - begun) / 1000).toFixed(1)} s, seed ${seed}`)
  return found.length === 0
}

let isWhole = true
for (const name of names) isWhole = await make(name) && isWhole
process.exit(isWhole ? 0 : 1)

import { parseArgs } from 'node:util'
import { targets } from './targets.ts'

// npm run fuzz -- --target frame --count 2000000 --seed 7
const { values } = parseArgs({ options: { target: { type: 'string' }, count: { type: 'string' }, seed: { type: 'string' } } })
const seed = values.seed === undefined ? Date.now() % 2 ** 31 : Number(values.seed)
const chosen = values.target === undefined ? Object.keys(targets) : [values.target]

for (const name of chosen) {
  const target = targets[name]
  if (!target) throw new Error(`There is no target ${name}; there are ${Object.keys(targets).join(', ')}.`)
  const count = values.count === undefined ? target.count : Number(values.count)
  const started = Date.now()
  console.log(`${name}: ${count} cases from seed ${seed}`)
  await target.fuzz(count, seed)
  console.log(`${name}: nothing found in ${((Date.now() - started) / 1000).toFixed(1)} s`)
}
// What the targets opened (the ticks of presence) is not waited for.
process.exit(0)

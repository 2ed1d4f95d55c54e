// Checks the import rules over the whole tree. Fails too when almost nothing was read: a wrong TypeScript reads 0 files and finds no fault.
import { cruise } from 'dependency-cruiser'
import config from '../.dependency-cruiser.cjs'

const leastModules = 150
const { forbidden, options } = config
const { output } = await cruise(['domain', 'server', 'client', 'tests', 'bench'], { ...options, ruleSet: { forbidden }, validate: true })
const { violations, totalCruised } = output.summary
for (const { rule, from, to } of violations) console.error(`${rule.name}: ${from} → ${to}`)
if (totalCruised < leastModules) console.error(`only ${totalCruised} modules were read`)
if (violations.length > 0 || totalCruised < leastModules) process.exit(1)
console.log(`${totalCruised} modules, ${forbidden.length} rules, no violation`)

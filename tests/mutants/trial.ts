import { diceOf } from '#tests/support/oracle/dice.ts'
import { type ScenarioName, scenarios } from './scenarios.ts'

/** One scenario against the server that is bundled with this file: prints what is wrong as JSON. Run by mutants.test.ts, a process each. */
const [name, adminUrl = '', template = '', seed = '1', sql] = process.argv.slice(2)
const scenario = scenarios[name as ScenarioName]

// A mutant may also break so that something is thrown where nobody listens: that is a finding.
const finding = (error: unknown): string[] => [`it threw: ${error instanceof Error ? error.message : String(error)}`]
const found = await scenario({ adminUrl, template }, diceOf(Number(seed)), sql).catch(finding)
console.log(`FOUND ${JSON.stringify(found)}`)
process.exit(0)

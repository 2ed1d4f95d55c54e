import { editor } from './editor/main.ts'
import { history } from './history.ts'
import { page } from './page.ts'
import { sync } from './sync/main.ts'
import { votes } from './votes.ts'

/** A measurement that anyone can repeat; says whether what was to be reached was. */
const benches: Record<string, (args: readonly string[]) => Promise<boolean>> = { page, editor, history, sync, votes }

const [name = '', ...args] = process.argv.slice(2)
const bench = benches[name]
if (!bench) {
  console.error(`There is no bench “${name}”. There are: ${Object.keys(benches).join(', ')}.`)
  process.exit(2)
}
process.exitCode = await bench(args) ? 0 : 1

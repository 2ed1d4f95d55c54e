import { history } from './history.ts'
import { page } from './page.ts'

const benches: Record<string, () => Promise<boolean>> = { page, history }

const [name = ''] = process.argv.slice(2)
const bench = benches[name]
if (!bench) {
  console.error(`There is no bench “${name}”. There are: ${Object.keys(benches).join(', ')}.`)
  process.exit(2)
}
process.exitCode = await bench() ? 0 : 1

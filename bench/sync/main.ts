import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { clauseId, parley } from './parley.ts'
import { report, type Outcome } from './report.ts'
import { type Measured, type Scenario, scenarios } from './scenarios.ts'
import { peers, type Server } from './servers.ts'

const here = import.meta.dirname
const results = path.join(here, '..', 'RESULTS.md')

/**
 * `npm run bench -- sync [--peers] [--repeat 3] [--only many,hot]`: the loads of `scenarios.ts` on Parley and, with --peers, on the
 * servers installed in bench/sync/peers; each round runs all servers, every other round in reverse order. Writes bench/RESULTS.md.
 */
export async function sync(args: readonly string[]): Promise<boolean> {
  const { values: asked } = parseArgs({ args: [...args], options: { peers: { type: 'boolean', default: false }, repeat: { type: 'string', default: '3' }, only: { type: 'string' } } })
  const chosen = asked.only?.split(',') ?? Object.keys(scenarios)
  const unknown = chosen.filter((name) => !(name in scenarios))
  if (unknown.length > 0) throw new Error(`There is no load ${unknown.join(', ')}. There are: ${Object.keys(scenarios).join(', ')}.`)
  const servers = serversFor(asked.peers)
  const preload = traceOf(chosen)
  const outcomes: Outcome[] = []
  for (const name of chosen) {
    const scenario = scenarios[name]
    if (!scenario || (scenario.needsTrace && preload === null)) continue
    outcomes.push({ name, scenario, runs: await measure(name, scenario, servers, Number(asked.repeat), preload) })
    // After each load: an hour of measuring is not lost with the last one.
    fs.writeFileSync(results, report(outcomes, Number(asked.repeat)).text)
  }
  const { text, isReached } = report(outcomes, Number(asked.repeat))
  console.log(text)
  return isReached
}

function serversFor(withPeers: boolean): Map<string, Server> {
  const there = Object.entries(peers).filter(([name, { isThere }]) => {
    if (withPeers && !isThere) console.log(`${name} is not installed and is left out: npm install --prefix bench/sync/peers`)
    return withPeers && isThere
  })
  return new Map([['parley', parley], ...there])
}

/** The real trace as one update, built once a run; null when it is not asked for or not there. */
function traceOf(chosen: readonly string[]): string | null {
  if (!chosen.some((name) => scenarios[name]?.needsTrace)) return null
  const trace = process.env['BENCH_TRACE']
  if (!trace) {
    console.log('The opening of a real history is left out: set BENCH_TRACE to an editing trace (a .json.gz of josephg/editing-traces).')
    return null
  }
  const out = path.join(os.tmpdir(), `parley-bench-trace-${process.pid}.bin`)
  const built = spawnSync(process.execPath, [path.join(here, 'build-trace.mjs'), trace, clauseId, out], { stdio: 'inherit' })
  if (built.status !== 0) throw new Error(`the trace ${trace} could not be built`)
  process.on('exit', () => fs.rmSync(out, { force: true }))
  return out
}

async function measure(name: string, scenario: Scenario, servers: Map<string, Server>, repeat: number, preload: string | null): Promise<Measured[]> {
  const taking = [...servers].filter(([server]) => !scenario.without?.includes(server) && (server === 'parley' || !scenario.isLevel))
  const runs: Measured[] = []
  for (let round = 0; round < repeat; round += 1) {
    for (const [server, { start }] of round % 2 ? [...taking].reverse() : taking) {
      console.log(`${name}, round ${round + 1} of ${repeat}: ${server}`)
      const running = await start({ texts: scenario.texts, isCold: scenario.args.includes('--cold') })
      try {
        runs.push(...await load(server, [...scenario.args, ...running.harness, '--server-pid', running.pids.join(), ...(preload && scenario.needsTrace ? ['--preload', preload] : [])]))
      } finally {
        await running.stop()
      }
    }
  }
  return runs
}

async function load(label: string, args: readonly string[]): Promise<Measured[]> {
  const out = path.join(os.tmpdir(), `parley-bench-${process.pid}.jsonl`)
  fs.rmSync(out, { force: true })
  const child = spawn(process.execPath, [path.join(here, 'collab-load.mjs'), ...args, '--label', label, '--quiet', '--json', out], { stdio: ['ignore', 'inherit', 'inherit'] })
  await once(child, 'exit')
  // A load that a server did not stand leaves no line; the table says so.
  const lines = fs.existsSync(out) ? fs.readFileSync(out, 'utf8').split('\n').filter(Boolean) : []
  fs.rmSync(out, { force: true })
  return lines.map((line) => JSON.parse(line) as Measured)
}

import { ranOn } from '../ranOn.ts'
import type { Figure, Measured, Scenario, Target } from './scenarios.ts'

export interface Outcome { readonly name: string; readonly scenario: Scenario; readonly runs: readonly Measured[] }

/** The table of a run: the machine, each load with the medians of every server, their ratios, and each target met or by how much missed. */
export function report(outcomes: readonly Outcome[], repeat: number): { text: string; isReached: boolean } {
  const judged = outcomes.flatMap((outcome) => outcome.scenario.targets.map((target) => judge(outcome, target)))
  const text = [
    '# Results of `npm run bench -- sync`', '',
    ranOn(),
    `Median of ${repeat} ${repeat === 1 ? 'run' : 'runs'} each, servers interleaved. Processor time is that of the server with all its processes; Parley's includes its PostgreSQL, and only Parley saves before it shows.`, '',
    ...outcomes.flatMap(tableOf),
    ...reachedOf(judged),
  ].join('\n')
  return { text, isReached: judged.every(({ met }) => met !== false) }
}

const namesOf = ({ runs }: Outcome) => [...new Set(runs.map(({ label }) => label))].sort((a, b) => Number(b === 'parley') - Number(a === 'parley'))

function tableOf(outcome: Outcome): string[] {
  const { name, scenario, runs } = outcome
  const figures = Object.entries(scenario.figures)
  const rows = namesOf(outcome).map((server) => {
    const own = runs.filter(({ label }) => label === server)
    const parted = own.flatMap(({ converged, problems }) => (converged === false ? problems?.slice(0, 1) ?? [] : []))
    return `| ${[server, ...figures.map(([, figure]) => cell(outcome, server, figure)), `${own.length}${parted[0] ? `, not the same in the end: ${parted[0]}` : ''}`].join(' | ')} |`
  })
  return [`## ${name}`, '', `\`${scenario.args.join(' ')}\``, '', `| server | ${figures.map(([figure]) => figure).join(' | ')} | runs |`, `|${' --- |'.repeat(figures.length + 2)}`, ...rows, '']
}

function cell(outcome: Outcome, server: string, figure: Figure): string {
  const [value, own] = [medianOf(outcome, server, figure), medianOf(outcome, 'parley', figure)]
  if (value === null) return '–'
  return server === 'parley' || own === null || value === 0 ? round(value) : `${round(value)} (${round(own / value)} ×)`
}

function medianOf({ runs }: Outcome, server: string, figure: Figure): number | null {
  const values = runs.filter(({ label }) => label === server).map(figure).filter((value): value is number => typeof value === 'number').sort((a, b) => a - b)
  const middle = values.length >> 1
  const [low, high] = [values[middle - 1], values[middle]]
  if (high === undefined) return null
  return values.length % 2 === 1 || low === undefined ? high : (low + high) / 2
}

interface Judged { readonly line: string; readonly met: boolean | null }

function judge(outcome: Outcome, { figure, than, factor, plus = 0, atLeast = false }: Target): Judged {
  const read = outcome.scenario.figures[figure]
  const [own, base] = [read && medianOf(outcome, 'parley', read), read && than ? medianOf(outcome, than, read) : 1]
  const bound = `${atLeast ? 'at least' : 'at most'} ${than ? `${factor === 1 ? '' : `${factor} × `}${than}${plus ? ` + ${plus}` : ''}` : factor}`
  const line = (words: string) => `| ${outcome.name} | ${figure} | ${bound} | ${words} |`
  if (typeof own !== 'number') return { line: line('not measured: missed'), met: false }
  if (typeof base !== 'number') return { line: line(`${round(own)}; ${than} was not measured`), met: null }
  const limit = base * factor + plus
  const met = atLeast ? own >= limit : own <= limit
  const by = limit === 0 ? round(Math.abs(own - limit)) : `${round(100 * Math.abs(own / limit - 1))} %`
  return { line: line(`${round(own)} against ${round(limit)}: ${met ? 'met' : `missed by ${by}`}`), met }
}

const reachedOf = (judged: readonly Judged[]) => ['## Targets', '', '| load | figure | target | |', '| --- | --- | --- | --- |', ...judged.map(({ line }) => line), '']

const round = (value: number) => String(Math.abs(value) >= 100 ? Math.round(value) : Math.round(value * 100) / 100)

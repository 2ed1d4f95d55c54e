import { ranOn } from '../ranOn.ts'

/** What one draft cost: times in ms, each key and each edit by itself; memory in MB. */
export interface Seen {
  readonly articles: number
  readonly characters: number
  readonly open: number
  readonly alone: readonly number[]
  readonly key: readonly number[]
  /** On a page that holds nothing but one paragraph to write in, beside the same others. */
  readonly bare: readonly number[]
  readonly remote: readonly number[]
  /** The first of them on a page that has inserted nothing yet. */
  readonly insert: readonly number[]
  readonly heapMb: number
  readonly processMb: number
}

/** What is to be reached with the largest draft, in ms and MB. */
const within = { open: 1500, keyP95: 16, remoteP95: 50, insert: 50, heapMb: 250 }
/** The cost of a key may not grow with the draft: so many times that of the smallest, for what one run differs from the next. */
const growth = 1.25

/** The value below which so great a part of them lies. */
export const share = (values: readonly number[], part: number) => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.ceil(values.length * part) - 1)] ?? Number.NaN
const round = (value: number) => Math.round(value * 10) / 10
const row = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`
const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]) => [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n')

/** The tables of a run, and whether everything was reached. In: the drafts from the smallest to the largest. */
export function editorReport(seen: readonly Seen[]): { readonly text: string; readonly met: boolean } {
  const targets = targetsOf(seen)
  const figures = seen.map(({ articles, characters, open, alone, bare, key, remote, insert, heapMb, processMb }) => [
    articles, characters, round(open), round(share(alone, 0.95)), round(share(bare, 0.5)), round(share(bare, 0.95)), round(share(key, 0.5)), round(share(key, 0.95)), round(share(remote, 0.5)), round(share(remote, 0.95)), round(insert[0] ?? Number.NaN), round(share(insert, 0.5)), round(heapMb), round(processMb),
  ])
  const text = [
    '# Results of `npm run bench -- editor`', ranOn(),
    'The draft page in a real browser. A key counts until it is painted; ten others type five keys a second each meanwhile, but for the first key column. A bare key: on a page with nothing but one paragraph to write in.',
    table(['articles', 'characters', 'editable ms', 'key alone p95 ms', 'bare key p50 ms', 'bare key p95 ms', 'key p50 ms', 'key p95 ms', 'of another p50 ms', 'of another p95 ms', 'first insert at the top ms', 'insert p50 ms', 'heap MB', 'process MB'], figures),
    '## Targets, with the largest draft',
    table(['figure', 'at most', 'reached', ''], targets.map(([name, value, limit]) => [name, limit, Math.round(value * 100) / 100, value <= limit ? 'met' : 'missed'])),
  ].join('\n\n')
  return { text: `${text}\n`, met: targets.every(([, value, limit]) => value <= limit) }
}

function targetsOf(seen: readonly Seen[]): [string, number, number][] {
  const [smallest, largest] = [seen[0], seen.at(-1)]
  if (!smallest || !largest) throw new Error('nothing was measured')
  return [
    ['editable, ms', largest.open, within.open], ['key to paint while others type, p95 ms', share(largest.key, 0.95), within.keyP95],
    ['edit of another to paint, p95 ms', share(largest.remote, 0.95), within.remoteP95], ['insert at the top, p50 ms', share(largest.insert, 0.5), within.insert],
    ['heap, MB', largest.heapMb, within.heapMb], [`key with ${largest.articles} articles against ${smallest.articles}, p50, ×`, share(largest.key, 0.5) / share(smallest.key, 0.5), growth],
  ]
}

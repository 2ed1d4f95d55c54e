/** What one run of the harness measured, as it writes it. */
export interface Measured {
  readonly label: string
  readonly converged?: boolean
  readonly problems?: readonly string[]
  readonly cpu_us_per_delivery?: number | null
  readonly deliveries_per_s?: number
  readonly latency_ms?: { readonly p50: number | null; readonly p95?: number | null; readonly p99: number | null }
  readonly server?: readonly { readonly cpu_pct: number }[]
  readonly lost_connections?: number
  readonly rss_mb?: number | readonly number[] | null
  readonly saved_ms?: { readonly p95: number | null; readonly n: number }
  readonly harness?: { readonly typing_lag_ms: { readonly p99: number | null } }
  readonly content_ms?: { readonly p50: number | null }
  readonly synced_before_content?: number
  readonly received_bytes?: number
  readonly document_bytes?: number
  readonly cpu_pct?: number | null
  readonly joins_per_s?: number | null
  readonly held?: number
  readonly joined_ms?: { readonly p50: number | null; readonly p95: number | null }
  readonly others_ms?: { readonly p95: number | null }
  readonly rss_kept_mb?: number
}

export type Figure = (measured: Measured) => number | null | undefined

/** What is to be reached: a figure of Parley, at most (or at least) so much, or so many times the figure of a peer. */
export interface Target { readonly figure: string; readonly than?: string; readonly factor: number; readonly plus?: number; readonly atLeast?: boolean }

export interface Scenario {
  readonly args: readonly string[]
  /** How many texts it opens. */
  readonly texts: number
  readonly needsTrace?: boolean
  readonly figures: Readonly<Record<string, Figure>>
  readonly targets: readonly Target[]
  /** Servers that the load makes no sense for. */
  readonly without?: readonly string[]
  /** A level that Parley is to stand by itself; nobody is compared. */
  readonly isLevel?: boolean
}

const cpu: Figure = (measured) => measured.cpu_us_per_delivery
const typing = {
  'CPU µs/delivery': cpu, 'deliveries/s': (measured: Measured) => measured.deliveries_per_s,
  'visible p50 ms': (measured: Measured) => measured.latency_ms?.p50, 'visible p99 ms': (measured: Measured) => measured.latency_ms?.p99,
  'saved p95 ms': (measured: Measured) => (measured.saved_ms?.n ? measured.saved_ms.p95 : null), 'harness lag p99 ms': (measured: Measured) => measured.harness?.typing_lag_ms.p99,
}
const saved: Target = { figure: 'saved p95 ms', factor: 100 }
const busy: readonly Target[] = [{ figure: 'visible p50 ms', factor: 15 }, { figure: 'visible p99 ms', factor: 30 }, saved]
// A server runs for weeks: none is measured while its code is still being compiled, in which the one with the most code does worst.
const warmed = 15
const load = (docs: number, clients: number, editors: number, cps: number, warmup: number, ...more: string[]) =>
  ['typing', '--docs', String(docs), '--clients', String(clients), '--editors', String(editors), '--cps', String(cps), '--seconds', '5', '--warmup', String(warmed + warmup), ...more]
const cheaper = (than: string, factor: number): Target => ({ figure: 'CPU µs/delivery', than, factor })

const level = {
  'CPU %': (measured: Measured) => measured.server?.reduce((sum, { cpu_pct }) => sum + cpu_pct, 0), 'deliveries/s': (measured: Measured) => measured.deliveries_per_s,
  'visible p95 ms': (measured: Measured) => measured.latency_ms?.p95, 'visible p99 ms': (measured: Measured) => measured.latency_ms?.p99,
  'saved p95 ms': (measured: Measured) => (measured.saved_ms?.n ? measured.saved_ms.p95 : null), 'lost': (measured: Measured) => measured.lost_connections,
  'harness lag p99 ms': (measured: Measured) => measured.harness?.typing_lag_ms.p99,
}
const rss: Figure = ({ rss_mb }) => (typeof rss_mb === 'number' ? rss_mb : null)
const none: Target = { figure: 'lost', factor: 0 }

/** The loads of the table in the issue of the text core, with what is to be reached in each. */
export const scenarios: Readonly<Record<string, Scenario>> = {
  many: { texts: 30, args: load(30, 8, 2, 5, 1.5, '--cursor'), figures: typing, targets: [cheaper('y-ws', 0.95), cheaper('hocuspocus+sqlite', 0.55), saved] },
  'hall-cursor': { texts: 1, args: load(1, 150, 10, 5, 1.5, '--cursor'), figures: typing, targets: [cheaper('y-ws', 0.7), saved] },
  hot: { texts: 1, args: load(1, 120, 30, 6, 1.5), figures: typing, targets: [cheaper('y-ws', 0.6), ...busy] },
  storm: { texts: 1, args: load(1, 200, 60, 7, 2), figures: typing, targets: [cheaper('y-ws', 0.4), ...busy] },
  quiet: { texts: 1, args: load(1, 3, 1, 5, 1.5), figures: typing, targets: [{ figure: 'visible p50 ms', than: 'y-ws', factor: 1, plus: 5 }, { figure: 'visible p99 ms', factor: 30 }, saved] },
  'sync-cold': {
    texts: 1, needsTrace: true, args: ['sync', '--repeat', '6', '--cold'], without: ['raw'],
    figures: { 'content p50 ms': (measured) => measured.content_ms?.p50, 'synced before content': (measured) => measured.synced_before_content, 'bytes ÷ document': (measured) => (measured.received_bytes ?? 0) / (measured.document_bytes ?? 1) },
    targets: [{ figure: 'content p50 ms', than: 'y-ws+leveldb', factor: 0.7 }, { figure: 'synced before content', factor: 0 }, { figure: 'bytes ÷ document', factor: 1.01 }],
  },
  'idle-room': {
    texts: 2, args: ['idle', '--steps', '200,400,600,800,1000', '--seconds', '3', '--per-doc', '100000', '--renew-ms', '15000'],
    figures: { 'present': (measured) => measured.held, 'CPU %': (measured) => measured.cpu_pct, 'joins/s': (measured) => measured.joins_per_s },
    targets: [{ figure: 'present', factor: 1000, atLeast: true }, { figure: 'CPU %', than: 'y-ws', factor: 0.45 }, { figure: 'joins/s', than: 'y-ws', factor: 5, atLeast: true }],
  },
  left: {
    texts: 1000, args: ['leaving', '--docs', '1000', '--unload', '70'], without: ['raw', 'y-ws+leveldb', 'hocuspocus+sqlite'],
    figures: { 'MB kept': (measured) => measured.rss_kept_mb }, targets: [{ figure: 'MB kept', factor: 10 }],
  },
  committee: { texts: 1, isLevel: true, args: load(1, 40, 10, 5, 1.5, '--cursor'), figures: level, targets: [{ figure: 'visible p95 ms', factor: 50 }, { figure: 'visible p99 ms', factor: 150 }, { figure: 'saved p95 ms', factor: 100 }, none] },
  ministry: { texts: 60, isLevel: true, args: load(60, 10, 3, 5, 3), figures: level, targets: [{ figure: 'visible p95 ms', factor: 100 }, { figure: 'saved p95 ms', factor: 250 }, { figure: 'CPU %', factor: 150 }, none] },
  hearing: { texts: 1, isLevel: true, args: load(1, 300, 15, 5, 2), figures: level, targets: [{ figure: 'visible p95 ms', factor: 250 }, { figure: 'CPU %', factor: 100 }, none] },
  'many-idle': {
    texts: 602, isLevel: true, args: ['idle', '--steps', '1000,2000,3000', '--seconds', '3', '--per-doc', '5', '--renew-ms', '15000', '--limit-ms', '500'],
    figures: { 'present': (measured) => measured.held, 'RSS MB': rss, 'CPU %': (measured) => measured.cpu_pct, 'joins/s': (measured) => measured.joins_per_s },
    targets: [{ figure: 'present', factor: 3000, atLeast: true }, { figure: 'RSS MB', factor: 1536 }],
  },
  'join-storm': {
    texts: 6, isLevel: true, args: ['rush', '--docs', '6', '--clients', '150', '--editors', '2', '--cps', '5', '--seconds', '5', '--warmup', '5', '--presence'],
    figures: {
      'joined p50 ms': (measured) => measured.joined_ms?.p50, 'joined p95 ms': (measured) => measured.joined_ms?.p95, 'others visible p95 ms': (measured) => measured.others_ms?.p95,
      'CPU %': (measured) => measured.server?.reduce((sum, { cpu_pct }) => sum + cpu_pct, 0), 'lost': (measured) => measured.lost_connections, 'harness lag p99 ms': (measured) => measured.harness?.typing_lag_ms.p99,
    },
    targets: [{ figure: 'joined p95 ms', factor: 3000 }, { figure: 'others visible p95 ms', factor: 200 }, none],
  },
  overload: { texts: 60, isLevel: true, args: load(60, 10, 9, 5, 3), figures: level, targets: [{ figure: 'visible p95 ms', factor: 200 }, { figure: 'saved p95 ms', factor: 500 }, none] },
}

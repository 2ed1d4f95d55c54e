export type ThroughKind = 'move' | 'undo' | 'restore'

/** Where characters come from: who wrote them and at which row of the journal; `through`: who put them where they are now, when they had been elsewhere. */
export interface Origin {
  readonly userId: string
  readonly seq: number
  readonly through?: { readonly kind: ThroughKind; readonly userId: string; readonly seq: number }
}
export interface OriginRun { readonly len: number; readonly origin: Origin }

interface Range { readonly clock: number; len: number; readonly origin: Origin }

/**
 * The origin of every character ever put into a text, by its Yjs id. An id has one origin for ever, so what is known up to a later
 * row of the journal answers for every earlier one too.
 */
export class Lineage {
  private readonly clients = new Map<number, Range[]>()

  /** Ids of one client are added in the order of their clocks. */
  add(client: number, clock: number, len: number, origin: Origin): void {
    const ranges = this.clients.get(client) ?? []
    this.clients.set(client, ranges)
    const last = ranges.at(-1)
    if (last && last.origin === origin && last.clock + last.len === clock) last.len += len
    else ranges.push({ clock, len, origin })
  }

  /** Origins of `len` characters from an id on. Characters that are not known are left out. */
  runs(client: number, clock: number, len: number): OriginRun[] {
    const ranges = this.clients.get(client) ?? []
    const runs: OriginRun[] = []
    for (let index = firstAfter(ranges, clock); index < ranges.length; index += 1) {
      const range = ranges[index]
      if (!range || range.clock >= clock + len) break
      const from = Math.max(range.clock, clock)
      const to = Math.min(range.clock + range.len, clock + len)
      if (to > from) runs.push({ len: to - from, origin: range.origin })
    }
    return runs
  }

  entries(): IterableIterator<[number, readonly Readonly<Range>[]]> { return this.clients.entries() }
}

/** Index of the first range that ends after the clock. */
function firstAfter(ranges: readonly Range[], clock: number): number {
  let low = 0
  let high = ranges.length
  while (low < high) {
    const middle = (low + high) >> 1
    const range = ranges[middle]
    if (range && range.clock + range.len > clock) high = middle
    else low = middle + 1
  }
  return low
}

/** The origins of a part of a stretch of characters. */
export function sliceRuns(runs: readonly OriginRun[], from: number, len: number): OriginRun[] {
  const part: OriginRun[] = []
  let at = 0
  for (const { len: length, origin } of runs) {
    const start = Math.max(at, from)
    const end = Math.min(at + length, from + len)
    if (end > start) part.push({ len: end - start, origin })
    at += length
  }
  return part
}

export const lengthOf = (runs: readonly OriginRun[]) => runs.reduce((sum, { len }) => sum + len, 0)

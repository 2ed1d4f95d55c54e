import { Mapping, type StepMap } from 'prosemirror-transform'

/** A stretch that steps changed, in the document before all of them and in the one after. */
export interface ChangedRange { readonly from: number; readonly to: number; readonly fromAfter: number; readonly toAfter: number }

/** What steps changed, each stretch in the coordinates of both ends. */
export function changedRanges(maps: readonly StepMap[]): ChangedRange[] {
  return maps.flatMap((map, index) => {
    const back = new Mapping([...maps.slice(0, index)]).invert()
    const forth = new Mapping([...maps.slice(index + 1)])
    const ranges: ChangedRange[] = []
    map.forEach((from, to, fromAfter, toAfter) => {
      ranges.push({ from: back.map(from, -1), to: back.map(to, 1), fromAfter: forth.map(fromAfter, -1), toAfter: forth.map(toAfter, 1) })
    })
    return ranges
  })
}

/** The one stretch of a block that holds all changes in it; null when nothing in it was said to change. Offsets within the block. */
export function rangeIn(ranges: readonly ChangedRange[], before: { start: number; size: number }, after: { start: number; size: number }): ChangedRange | null {
  const within = ranges.filter(({ from, to }) => to >= before.start && from <= before.start + before.size)
  if (within.length === 0) return null
  const clamp = (value: number, { start, size }: { start: number; size: number }) => Math.min(Math.max(value - start, 0), size)
  return {
    from: clamp(Math.min(...within.map(({ from }) => from)), before), to: clamp(Math.max(...within.map(({ to }) => to)), before),
    fromAfter: clamp(Math.min(...within.map(({ fromAfter }) => fromAfter)), after), toAfter: clamp(Math.max(...within.map(({ toAfter }) => toAfter)), after),
  }
}

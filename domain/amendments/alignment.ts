import { diffArrays } from 'diff'
import { groupedBy } from './rows.ts'
import { type Edit, joined, sameTokens, type Token } from './tokens.ts'

/** How a later text of a block came of an earlier one, when some edits of it are known. */
export interface Alignment {
  /** Which of the known edits are made in the later text. */
  readonly made: ReadonlySet<Edit>
  /** What else was edited. */
  readonly others: readonly Edit[]
  /** Where each place between the tokens of the earlier text is in the later one. */
  readonly places: readonly number[]
}

// What is known is the likeliest explanation, and leaving everything as it was likelier still.
const cost = { known: 1, token: 4 }
// At most a tenth of a second and 8 MB. A longer block is compared without what is known: edits may then be reported that a reader would know again.
const mostCells = 2_000_000

/** Finds the likeliest way from one text to another: the fewest words put in and taken out, where a known edit counts for little. */
export function align(from: readonly Token[], to: readonly Token[], known: readonly Edit[]): Alignment {
  if (sameTokens(from, to)) return { made: new Set(), others: [], places: [...from.keys(), from.length] }
  const steps = (from.length + 1) * (to.length + 1) <= mostCells ? likeliest(from, to, known) : fewest(from, to, known)
  const places: number[] = Array(from.length + 1).fill(to.length)
  const others: Edit[] = []
  let [at, next] = [0, 0]
  for (const step of steps) {
    places[at] = next
    if (!step.edit && step.taken !== step.put) others.push({ from: at, to: at + step.taken, added: to.slice(next, next + step.put) })
    for (let inside = at + 1; inside < at + step.taken; inside += 1) places[inside] = next
    at += step.taken
    next += step.put
  }
  return { made: new Set(steps.flatMap(({ edit }) => edit ?? [])), others: joined(from, others), places }
}

/** One step through both texts: a token in both (1, 1), one taken out (1, 0), one put in (0, 1), or a known edit. */
interface Step { readonly taken: number; readonly put: number; readonly edit: Edit | null }
const both: Step = { taken: 1, put: 1, edit: null }
const out: Step = { taken: 1, put: 0, edit: null }
const into: Step = { taken: 0, put: 1, edit: null }

// The edit distance by dynamic programming, with the known edits as shortcuts.
function likeliest(from: readonly Token[], to: readonly Token[], known: readonly Edit[]): Step[] {
  const width = to.length + 1
  const costs = new Uint32Array((from.length + 1) * width)
  const never = 0xffffffff
  const costAt = (at: number, next: number) => (at < 0 || next < 0 ? never : costs[at * width + next] ?? never)
  const viaBoth = (at: number, next: number) => (at > 0 && next > 0 && from[at - 1]?.key === to[next - 1]?.key ? costAt(at - 1, next - 1) : never)
  const via = ({ from: start, added }: Edit, next: number) =>
    next >= added.length && added.every(({ key }, index) => to[next - added.length + index]?.key === key) ? costAt(start, next - added.length) + cost.known : never
  const endingAt = groupedBy(known, (edit) => edit.to)
  for (let at = 0; at <= from.length; at += 1) {
    const ending = endingAt.get(at) ?? []
    for (let next = at === 0 ? 1 : 0; next < width; next += 1) {
      let least = Math.min(viaBoth(at, next), costAt(at - 1, next) + cost.token, costAt(at, next - 1) + cost.token)
      for (const edit of ending) least = Math.min(least, via(edit, next))
      costs[at * width + next] = least
    }
  }
  const path: Step[] = []
  let [at, next] = [from.length, to.length]
  while (at > 0 || next > 0) {
    const total = costAt(at, next)
    const edit = viaBoth(at, next) === total ? undefined : endingAt.get(at)?.find((each) => via(each, next) === total)
    const step = edit ? { taken: edit.to - edit.from, put: edit.added.length, edit } : viaBoth(at, next) === total ? both : at > 0 && costAt(at - 1, next) + cost.token === total ? out : into
    path.push(step)
    at -= step.taken
    next -= step.put
  }
  return path.reverse()
}

function fewest(from: readonly Token[], to: readonly Token[], known: readonly Edit[]): Step[] {
  const steps = diffArrays(from.map(({ key }) => key), to.map(({ key }) => key))
    .flatMap(({ value, added, removed }) => value.map(() => (added ? into : removed ? out : both)))
  // Only edits that stand there exactly as they are known are known again.
  const result: Step[] = []
  let [at, next, index] = [0, 0, 0]
  while (index < steps.length) {
    const edit = known.find((each) => each.from === at && isAt(steps, index, each) && sameTokens(each.added, to.slice(next, next + each.added.length)))
    const step = edit ? { taken: edit.to - edit.from, put: edit.added.length, edit } : steps[index] ?? both
    result.push(step)
    index += edit ? lengthOf(steps, index, edit) : 1
    at += step.taken
    next += step.put
  }
  return result
}

/** How many steps of a path take and put exactly what an edit does; 0 where the next ones do not. */
function lengthOf(steps: readonly Step[], start: number, { from, to, added }: Edit): number {
  let [taken, put, index] = [0, 0, start]
  while (index < steps.length && (taken < to - from || put < added.length)) {
    taken += steps[index]?.taken ?? 0
    put += steps[index]?.put ?? 0
    index += 1
  }
  return taken === to - from && put === added.length ? index - start : 0
}
const isAt = (steps: readonly Step[], start: number, edit: Edit) => steps[start] !== both && lengthOf(steps, start, edit) > 0

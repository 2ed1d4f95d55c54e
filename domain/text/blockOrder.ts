import * as Y from 'yjs'

/**
 * The order of a clause's blocks. A shared array knows no move: taking a block out and putting it in elsewhere would lose what others
 * are typing in it. So a block that was moved stays where it was made and says by its attribute `after` which block it follows (its id;
 * empty: it is the first). A block whose anchor is gone, or that was moved after one that was moved after it, stands where it was made.
 */

/** A block of a clause in its place. `id` is unique within the clause, and empty for a block that has none yet. */
export interface PlacedBlock { readonly id: string; readonly element: Y.XmlElement }

const attribute = (element: Y.XmlElement, name: string): string | null => {
  const value: unknown = element.getAttribute(name)
  return typeof value === 'string' ? value : null
}

/** The blocks of a clause in reading order. Changes nothing. What is no block is left out. */
export function blocksOf(fragment: Y.XmlFragment): PlacedBlock[] {
  const elements = fragment.toArray().filter((child): child is Y.XmlElement => child instanceof Y.XmlElement)
  const ids = uniqueIds(elements)
  const anchors = anchorsOf(elements, ids)
  const placed: PlacedBlock[] = []
  const followers = new Map<number | null, number[]>()
  for (const [index, anchor] of anchors.entries()) {
    const siblings = followers.get(anchor)
    if (siblings) siblings.push(index)
    else followers.set(anchor, [index])
  }
  // No recursion: whoever may write could chain as many blocks as a text holds.
  const next = [...(followers.get(first) ?? []), ...(followers.get(null) ?? [])].reverse()
  for (let index = next.pop(); index !== undefined; index = next.pop()) {
    const element = elements[index]
    if (element) placed.push({ id: ids[index] ?? '', element })
    next.push(...(followers.get(index) ?? []).toReversed())
  }
  return placed
}

/** The anchor of what was moved to the beginning. */
const first = -1

// Two people who delete the same block and both take that back bring it back twice. Whichever has the lower item id keeps the name,
// whatever order they come in; the other goes by one derived from it until the editor gives it its own.
function uniqueIds(elements: readonly Y.XmlElement[]): string[] {
  const ids = elements.map((element) => attribute(element, 'id') ?? '')
  if (new Set(ids).size === ids.length) return ids
  const taken = new Set(ids)
  const seen = new Set<string>()
  const copies = new Map<string, number>()
  for (const index of [...elements.keys()].sort((a, b) => byItem(elements[a], elements[b]))) {
    const id = ids[index] ?? ''
    if (id === '' || !seen.has(id)) { seen.add(id); continue }
    let copy = (copies.get(id) ?? 1) + 1
    while (taken.has(`${id}_${copy}`)) copy += 1
    copies.set(id, copy)
    ids[index] = `${id}_${copy}`
    taken.add(`${id}_${copy}`)
  }
  return ids
}

const byItem = (a: Y.XmlElement | undefined, b: Y.XmlElement | undefined) => {
  const [one, two] = [a?._item?.id, b?._item?.id]
  return one && two ? one.client - two.client || one.clock - two.clock : 0
}

/** The index of the block that each one follows by its own word; `first`; null for one that stands where it was made. */
function anchorsOf(elements: readonly Y.XmlElement[], ids: readonly string[]): (number | null)[] {
  const indexes = new Map(ids.map((id, index) => [id, index]))
  const said = elements.map((element) => {
    const after = attribute(element, 'after')
    return after === null ? null : after === '' ? first : indexes.get(after) ?? null
  })
  if (said.every((anchor) => anchor === null)) return said
  const inCircles = circlesOf(said)
  return said.map((anchor, index) => (inCircles.has(index) ? null : anchor))
}

/** Which of these lead back to themselves. Each leads to at most one other, so every path is walked once. */
function circlesOf(said: readonly (number | null)[]): ReadonlySet<number> {
  const walks = new Map<number, number>()
  const inCircles = new Set<number>()
  for (const start of said.keys()) {
    const path: number[] = []
    let at: number | null = start
    while (at !== null && at !== first && !walks.has(at)) {
      walks.set(at, start)
      path.push(at)
      at = said[at] ?? null
    }
    if (at !== null && walks.get(at) === start && path.includes(at)) for (const index of path.slice(path.indexOf(at))) inCircles.add(index)
  }
  return inCircles
}

/**
 * Makes the blocks of a clause those of `wanted`, in that order: what is not among them is deleted, what is new is put in, what stands
 * elsewhere is moved by its word. Elements that stay are never made anew. Out: whether anything was changed. Each wanted block that is
 * to be followed by a moved one needs an id.
 */
export function arrangeBlocks(fragment: Y.XmlFragment, wanted: readonly PlacedBlock[]): boolean {
  let isChanged = false
  const isWanted = new Set(wanted.map(({ element }) => element))
  for (let index = fragment.length - 1; index >= 0; index -= 1) {
    const child = fragment.get(index)
    if (child instanceof Y.XmlElement && isWanted.has(child)) continue
    fragment.delete(index, 1)
    isChanged = true
  }
  const indexes = new Map(fragment.toArray().map((child, index) => [child, index]))
  const wasMoved = (element: Y.XmlElement) => element.parent !== null && attribute(element, 'after') !== null
  const fixed = longestRise(wanted.flatMap(({ element }) => wasMoved(element) ? [] : indexes.get(element) ?? []))
  let before = ''
  let next = 0
  let inserted = 0
  for (const { id, element } of wanted) {
    const index = indexes.get(element)
    if (index === undefined) {
      fragment.insert(next, [element])
      next += 1
      inserted += 1
      isChanged = true
    } else if (!wasMoved(element) && fixed.has(index)) next = index + inserted + 1
    else if (attribute(element, 'after') !== before) {
      element.setAttribute('after', before)
      isChanged = true
    }
    before = id
  }
  return isChanged
}

/** The most of these numbers that can stay where they are, in rising order: a longest increasing subsequence, by patience sorting. */
function longestRise(numbers: readonly number[]): ReadonlySet<number> {
  // For each length the index of the least number that a rise of that length ends with.
  const ends: number[] = []
  const previous: number[] = []
  for (const [index, number] of numbers.entries()) {
    let [low, high] = [0, ends.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((numbers[ends[middle] ?? 0] ?? 0) < number) low = middle + 1
      else high = middle
    }
    previous.push(low > 0 ? ends[low - 1] ?? -1 : -1)
    ends[low] = index
  }
  const rise = new Set<number>()
  for (let at = ends.at(-1) ?? -1; at >= 0; at = previous[at] ?? -1) rise.add(numbers[at] ?? 0)
  return rise
}

import * as Y from 'yjs'
import { blocksIn, breakIn, isBreak, piecesOf } from './blockWords.ts'
import { longestRise } from './longestRise.ts'

/**
 * The order of a clause's blocks. A shared array knows no move: taking a block out and putting it in elsewhere would lose what others
 * are typing in it. So a block that was moved stays where it was made and says by its attribute `after` which block it follows (its id;
 * empty: it is the first). A block that began in another one, by a break, follows the one before it there, wherever that is moved. A
 * block whose anchor is gone, or that was moved after one that was moved after it, stands where it was made.
 */

/** A block of a clause in its place. `id` is unique within the clause, and empty for a block that has none yet. */
export interface PlacedBlock { readonly id: string; readonly element: Y.XmlElement }

/** A block as it was made. `before`: the index of the one that a break follows in its holder; null for a holder. */
interface MadeBlock extends PlacedBlock { readonly before: number | null; readonly isShown: boolean }

const attribute = (element: Y.XmlElement, name: string): string | null => {
  const value: unknown = element.getAttribute(name)
  return typeof value === 'string' ? value : null
}

/** Whether somebody deleted a block. It is shown all the same while others have words in it. */
export const isGone = (element: Y.XmlElement): boolean => attribute(element, 'gone') !== null

/** The blocks of a clause in reading order. Changes nothing. What is no block is left out, and a deleted block that has no words. */
export const blocksOf = (fragment: Y.XmlFragment): PlacedBlock[] => inOrder(madeIn(fragment)).flatMap(({ id, element, isShown }) => isShown ? [{ id, element }] : [])

/** Every block, shown or not, in the order in which they were made. */
function madeIn(fragment: Y.XmlFragment): MadeBlock[] {
  const made: Omit<MadeBlock, 'id'>[] = []
  for (const holder of fragment.toArray()) {
    if (!(holder instanceof Y.XmlElement)) continue
    for (const { element, pieces } of blocksIn(holder)) {
      made.push({ element, before: element === holder ? null : made.length - 1, isShown: element !== holder || !isGone(holder) || pieces.some(({ length }) => length > 0) })
    }
  }
  const ids = uniqueIds(made)
  return made.map((block, index) => ({ ...block, id: ids[index] ?? '' }))
}

function inOrder(made: readonly MadeBlock[]): MadeBlock[] {
  const placed: MadeBlock[] = []
  const followers = new Map<number | null, number[]>()
  for (const [index, anchor] of anchorsOf(made).entries()) {
    const siblings = followers.get(anchor)
    // What began in a block comes before what was moved behind it: whoever moved it may not have known of that.
    if (siblings && anchor !== null && made[index]?.before === anchor) siblings.unshift(index)
    else if (siblings) siblings.push(index)
    else followers.set(anchor, [index])
  }
  // No recursion: whoever may write could chain as many blocks as a text holds.
  const next = [...(followers.get(first) ?? []), ...(followers.get(null) ?? [])].reverse()
  for (let index = next.pop(); index !== undefined; index = next.pop()) {
    const block = made[index]
    if (block) placed.push(block)
    next.push(...(followers.get(index) ?? []).toReversed())
  }
  return placed
}

/** The anchor of what was moved to the beginning. */
const first = -1

// Two people who delete the same block and both take that back bring it back twice. A block that is shown keeps the name before one that
// is not, then whichever has the lower item id, whatever order they come in; the other goes by one derived from it until the editor gives
// it its own.
function uniqueIds(made: readonly Omit<MadeBlock, 'id'>[]): string[] {
  const ids = made.map(({ element }) => attribute(element, 'id') ?? '')
  if (new Set(ids).size === ids.length) return ids
  const taken = new Set(ids)
  const seen = new Set<string>()
  const copies = new Map<string, number>()
  const byName = (a: number, b: number) => Number(made[b]?.isShown) - Number(made[a]?.isShown) || byItem(made[a]?.element, made[b]?.element)
  for (const index of [...made.keys()].sort(byName)) {
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

/** The index of the block that each one follows; `first`; null for one that stands where it was made. */
function anchorsOf(made: readonly MadeBlock[]): (number | null)[] {
  const indexes = new Map(made.map(({ id }, index) => [id, index]))
  const said = made.map(({ element, before }) => {
    const after = attribute(element, 'after')
    return after === '' ? first : (after === null ? undefined : indexes.get(after)) ?? before
  })
  if (made.every(({ element }) => attribute(element, 'after') === null)) return said
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
  const isWanted = new Set(wanted.map(({ element }) => element))
  const unwanted = blocksOf(fragment).filter(({ element }) => !isWanted.has(element))
  for (const { element } of unwanted) removeBlock(fragment, element)
  let isChanged = removeStrangers(fragment) || unwanted.length > 0
  const made = madeIn(fragment)
  const known = new Map(made.map((block, index) => [block.element, { ...block, index }]))
  // A deleted block of the same name has another as soon as the new one is there: nothing may say that it follows that.
  const fresh = new Set(wanted.flatMap(({ id, element }) => known.has(element) ? [] : [id]))
  const order = withHidden(inOrder(made).filter(({ id, element, isShown }) => isWanted.has(element) ? isShown : !fresh.has(id)), wanted)
  const fixed = longestRise(order.flatMap(({ element }) => {
    const block = known.get(element)
    return block?.before === null && attribute(element, 'after') === null ? [block.index] : []
  }))
  const places = new Map(fragment.toArray().map((holder, index) => [holder, index]))
  let previous: PlacedBlock | null = null
  let [next, inserted] = [0, 0]
  for (const placed of order) {
    const { element } = placed
    const block = known.get(element)
    if (!block) {
      fragment.insert(next, [element])
      next += 1
      inserted += 1
      isChanged = true
    } else if (fixed.has(block.index)) next = (places.get(element) ?? 0) + inserted + 1
    else if (!stands(block, previous, made) && attribute(element, 'after') !== (previous?.id ?? '')) {
      element.setAttribute('after', previous?.id ?? '')
      isChanged = true
    }
    previous = placed
  }
  return isChanged
}

/** Whether a block follows another without saying so: it began in it. */
const stands = ({ before, element }: MadeBlock, previous: PlacedBlock | null, made: readonly MadeBlock[]): boolean =>
  before !== null && attribute(element, 'after') === null && made[before]?.element === previous?.element

/** Deleted blocks stay behind the block that they are behind now. Nothing can follow one without a name. */
function withHidden(now: readonly MadeBlock[], wanted: readonly PlacedBlock[]): PlacedBlock[] {
  const behind = new Map<Y.XmlElement | null, PlacedBlock[]>()
  let shown: Y.XmlElement | null = null
  for (const block of now) {
    if (block.isShown) shown = block.element
    else if (block.id !== '') behind.set(shown, [...(behind.get(shown) ?? []), block])
  }
  return [...(behind.get(null) ?? []), ...wanted.flatMap((block) => [block, ...(behind.get(block.element) ?? [])])]
}

function removeStrangers(fragment: Y.XmlFragment): boolean {
  let isChanged = false
  for (let index = fragment.length - 1; index >= 0; index -= 1) {
    if (fragment.get(index) instanceof Y.XmlElement) continue
    fragment.delete(index, 1)
    isChanged = true
  }
  return isChanged
}

/** A cell that lost its row would tear a table: with what somebody types in it meanwhile it goes for good. */
const isCell = (element: Y.XmlElement) => ['row', 'cell'].includes(attribute(element, 'type') ?? element.nodeName)

/**
 * Deletes a block. Somebody may be splitting it at this moment, or writing in it: what they write stays. So an element that may hold the
 * blocks of others loses its words and says that it is gone; it is shown again while it has words. What is typed behind a break that is
 * taken away belongs to the block before it.
 */
function removeBlock(fragment: Y.XmlFragment, element: Y.XmlElement): void {
  if (!isBreak(element) && isCell(element) && blocksIn(element).length === 1) {
    fragment.delete(fragment.toArray().indexOf(element), 1)
    return
  }
  for (const { parent, at, length } of piecesOf(element).toReversed()) if (length > 0) parent.delete(at, length)
  if (isBreak(element)) removeBreak(element)
  else element.setAttribute('gone', 'yes')
}

/** Takes a break away: the words behind it belong to the block before it. */
export function removeBreak(element: Y.XmlElement): void {
  const text: unknown = element.parent
  if (!(text instanceof Y.XmlText)) return
  let at = 0
  for (let item = text._start; item !== null && breakIn(item) !== element; item = item.right) if (!item.deleted && item.countable) at += item.length
  text.delete(at, 1)
}

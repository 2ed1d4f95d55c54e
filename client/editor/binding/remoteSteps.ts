import type { Node, ResolvedPos } from 'prosemirror-model'
import { type EditorState, TextSelection, type Transaction } from 'prosemirror-state'
import { ReplaceStep } from 'prosemirror-transform'
import { longestRise } from '#domain/text/longestRise.ts'
import { replacedWords, unitsOf } from './blockUnits.ts'
import { childrenOf, docOf, idOf } from './clauseNodes.ts'

/** Where letters were put in or taken out of one block, as the shared text told it. Offsets within the block. */
export interface Told { readonly index: number; readonly at: number; readonly deleted: number; readonly inserted: number }

/**
 * The steps that bring what an editor shows to `next`, touching only the blocks that differ and in them only the words: so that the
 * caret, the decorations and an open composition elsewhere stay. `told`: among equal letters, which ones came or went. `begun`: ids of the
 * blocks that begin, or began, among the letters of another one: where one comes or goes, the words behind it stay what they are.
 */
export function remoteSteps(state: EditorState, next: Node, told: Told | null, begun: ReadonlySet<string>): Transaction {
  const tr = state.tr.setMeta('addToHistory', false)
  const [before, after] = [childrenOf(state.doc), childrenOf(next)]
  let head = 0
  while (head < before.length && before[head] === after[head]) head += 1
  let [end, endAfter] = [before.length, after.length]
  while (end > head && endAfter > head && before[end - 1] === after[endAfter - 1]) { end -= 1; endAfter -= 1 }
  const start = before.slice(0, head).reduce((sum, block) => sum + block.nodeSize, 0)
  const isSame = end - head === endAfter - head && before.slice(head, end).every((block, at) => idOf(block) === idOf(after[head + at] ?? block))
  if (isSame) changeBlocks(tr, before.slice(head, end), after.slice(head, endAfter), start, told && { ...told, index: told.index - head })
  else replaceBlocks(tr, before.slice(head, end), after.slice(head, endAfter), start, begun)
  return keepCaret(tr, state)
}

/** Blocks that are still the same ones in the same order. The last first, so that places before stay right. */
function changeBlocks(tr: Transaction, before: readonly Node[], after: readonly Node[], start: number, told: Told | null): void {
  let position = start + before.reduce((sum, block) => sum + block.nodeSize, 0)
  for (let index = before.length - 1; index >= 0; index -= 1) {
    const [was, is] = [before[index], after[index]]
    if (!was || !is) continue
    position -= was.nodeSize
    if (was === is) continue
    changeWords(tr, was, is, position + 1, told?.index === index ? told : null)
    if (!was.sameMarkup(is)) tr.setNodeMarkup(position, is.type, is.attrs)
  }
}

function changeWords(tr: Transaction, was: Node, is: Node, start: number, told: Told | null): void {
  const range = told && isTrue(was, is, told) ? { from: told.at, to: told.at + told.deleted, toAfter: told.at + told.inserted } : differing(was, is)
  if (range) tr.replace(start + range.from, start + range.to, is.slice(range.from, range.toAfter))
}

const isTrue = (was: Node, is: Node, { at, deleted, inserted }: Told) =>
  was.content.size - deleted + inserted === is.content.size && was.content.cut(0, at).eq(is.content.cut(0, at)) && was.content.cut(at + deleted).eq(is.content.cut(at + inserted))

function differing(was: Node, is: Node): { from: number; to: number; toAfter: number } | null {
  const from = was.content.findDiffStart(is.content)
  const end = was.content.findDiffEnd(is.content)
  if (from === null || !end) return null
  // Among equal letters the two ends can pass each other.
  const overlap = Math.max(0, from - Math.min(end.a, end.b))
  return { from, to: end.a + overlap, toAfter: end.b + overlap }
}

/** Blocks that came, went or changed places: what stays in its order is kept and changed in itself. */
function replaceBlocks(tr: Transaction, before: readonly Node[], after: readonly Node[], start: number, begun: ReadonlySet<string>): void {
  const kept = keptInOrder(before, after)
  const sizeOf = (blocks: readonly Node[]) => blocks.reduce((sum, block) => sum + block.nodeSize, 0)
  let position = start + sizeOf(before)
  let [last, next] = [before.length, after.length]
  for (const [index, place] of [[-1, -1] as const, ...kept].sort(([a], [b]) => b - a)) {
    const [was, is] = [before[index], after[place]]
    const [going, coming] = [before.slice(index + 1, last), after.slice(place + 1, next)]
    position -= sizeOf(going) + (was?.nodeSize ?? 0)
    const [seams, taken] = was && is ? changeSeams(tr, [was, ...going], [is, ...coming], position, begun) : [0, 0]
    const behind = position + sizeOf(is && seams + taken > 0 ? [is, ...coming.slice(0, taken)] : was ? [was] : [])
    const left = going.slice(seams)
    if (left.length > 0) tr.delete(behind, behind + sizeOf(left))
    if (coming.length > taken) tr.insert(behind, coming.slice(taken))
    if (was && is && seams + taken === 0) changeBlocks(tr, [was], [is], position, null)
    ;[last, next] = [index, place]
  }
}

/**
 * Blocks that begin in the one before them, or are joined to it: one step at the place where they do, so that carets behind it go along
 * with their words. Out: how many of those that go and that come are dealt with.
 */
function changeSeams(tr: Transaction, before: readonly Node[], after: readonly Node[], position: number, begun: ReadonlySet<string>): readonly [number, number] {
  const isSeam = (block: Node) => begun.has(idOf(block))
  const reach = (blocks: readonly Node[]) => { const end = blocks.findIndex((block, index) => index > 0 && !isSeam(block)); return end < 0 ? blocks.length : end }
  const [old, now] = [before.slice(0, reach(before)), after.slice(0, reach(after))]
  if (old.length + now.length < 3) return [0, 0]
  const [words, wordsNow] = [unitsOf(old).words, unitsOf(now).words]
  const { from, to, toAfter } = replacedWords(words, wordsNow, null)
  if (to === words.length || toAfter === wordsNow.length) return [0, 0]
  const [was, is] = [old[0], now[0]]
  tr.step(new ReplaceStep(position + 1 + from, position + 1 + to, docOf(now).slice(1 + from, 1 + toAfter)))
  if (was && is) changeBlocks(tr, [...tr.doc.slice(position, position + now.reduce((sum, block) => sum + block.nodeSize, 0)).content.content], now, position, null)
  return [old.length - 1, now.length - 1]
}

/** Which blocks can stay, by their index before: as many as are in the same order. */
function keptInOrder(before: readonly Node[], after: readonly Node[]): Map<number, number> {
  const places = new Map(after.map((block, index) => [idOf(block), index]))
  const candidates = before.flatMap((block, index) => {
    const place = idOf(block) === '' ? undefined : places.get(idOf(block))
    places.delete(idOf(block))
    return place === undefined ? [] : [[index, place] as const]
  })
  const rise = longestRise(candidates.map(([, place]) => place))
  return new Map(candidates.filter(([, place]) => rise.has(place)))
}

/** A place goes with its words; with its block, when somebody moved that. */
function placeAfter(tr: Transaction, $place: ResolvedPos): number {
  const { pos: mapped, deletedAcross } = tr.mapping.mapResult($place.pos, -1)
  if (!deletedAcross) return mapped
  const id = $place.depth > 0 ? idOf($place.node(1)) : ''
  const $mapped = tr.doc.resolve(mapped)
  if (id === '' || ($mapped.depth > 0 && idOf($mapped.node(1)) === id)) return mapped
  let found = mapped
  tr.doc.forEach((block, position) => { if (idOf(block) === id) found = position + 1 + Math.min($place.parentOffset, block.content.size) })
  return found
}

/** Whatever others write right at my caret comes behind it: two people who type at one place do not scatter each other's words. */
function keepCaret(tr: Transaction, state: EditorState): Transaction {
  const { selection } = state
  if (!tr.docChanged) return tr
  if (selection instanceof TextSelection) {
    const [$anchor, $head] = [tr.doc.resolve(placeAfter(tr, selection.$anchor)), tr.doc.resolve(placeAfter(tr, selection.$head))]
    tr.setSelection(TextSelection.between($anchor, $head))
  }
  return state.storedMarks ? tr.setStoredMarks(state.storedMarks) : tr
}

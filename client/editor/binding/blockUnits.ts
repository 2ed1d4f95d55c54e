import type { Node } from 'prosemirror-model'
import { type Inline, isReference } from '#domain/text/clauseContent.ts'
import { childrenOf, idOf, inlineOf } from './clauseNodes.ts'

/** Where one block ends and the next one begins, in what is read as one. */
export interface Seam { readonly block: Node }

/** Blocks letter by letter (UTF-16 units, as both Yjs and ProseMirror count); a cross-reference is one, and a seam two, as there. */
export interface Units {
  /** What stands at each place: the letter, what the reference points to, or which block begins. */
  readonly words: readonly string[]
  /** The run, reference or seam that each place belongs to. */
  readonly inlines: readonly (Inline | Seam)[]
}

export function unitsOf(blocks: readonly Node[]): Units {
  const words: string[] = []
  const inlines: (Inline | Seam)[] = []
  for (const [index, block] of blocks.entries()) {
    if (index > 0) {
      const seam = { block }
      words.push(`\uFFFC<${idOf(block)}`, `\uFFFC>${idOf(block)}`)
      inlines.push(seam, seam)
    }
    for (const child of childrenOf(block)) {
      const inline = inlineOf(child)
      const own = isReference(inline) ? [`\uFFFC${JSON.stringify(inline.crossReference)}`] : inline.text.split('')
      words.push(...own)
      inlines.push(...own.map(() => inline))
    }
  }
  return { words, inlines }
}

/** What is replaced in a block: `from`..`to` of the words before by `from`..`toAfter` of those after. */
export interface Replaced { readonly from: number; readonly to: number; readonly toAfter: number }

/**
 * What differs between two states of a block. `hint`: where the person's own steps say it does. Among equal neighbouring letters only
 * they know which one was typed; a comparison would take the last of them, and undo would then take back somebody else's.
 */
export function replacedWords(before: readonly string[], after: readonly string[], hint: Replaced | null): Replaced {
  const range = hint && isTrue(before, after, hint) ? hint : { from: 0, to: before.length, toAfter: after.length }
  if (range.from === range.to || range.from === range.toAfter) return range
  return narrowed(before, after, range)
}

function isTrue(before: readonly string[], after: readonly string[], { from, to, toAfter }: Replaced): boolean {
  if (before.length - to !== after.length - toAfter) return false
  for (let at = 0; at < from; at += 1) if (before[at] !== after[at]) return false
  for (let at = to; at < before.length; at += 1) if (before[at] !== after[at - to + toAfter]) return false
  return true
}

const isHalf = (unit: string | undefined) => unit !== undefined && unit.length === 1 && unit >= '\uD800' && unit <= '\uDFFF'

function narrowed(before: readonly string[], after: readonly string[], range: Replaced): Replaced {
  let { from, to, toAfter } = range
  while (from < to && from < toAfter && before[from] === after[from]) from += 1
  while (to > from && toAfter > from && before[to - 1] === after[toAfter - 1]) { to -= 1; toAfter -= 1 }
  // Yjs has no half letters: a pair of units is replaced as one.
  while (from > range.from && isHalf(before[from - 1])) from -= 1
  while (to < range.to && isHalf(before[to])) { to += 1; toAfter += 1 }
  return { from, to, toAfter }
}

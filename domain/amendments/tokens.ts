import { diffArrays } from 'diff'
import { canonicalInline, merged } from '../text/canonical.ts'
import { blockText, type Inline, isReference } from '../text/clauseContent.ts'

/** A word, a run of spaces, one other character, or a whole cross-reference, with its marks. Tokens of equal `key` are the same words. */
export interface Token { readonly key: string; readonly inlines: readonly Inline[] }
/** A stretch of one text, counted in its tokens, that other words stand for. `from` equals `to` where words are only put in. */
export interface Edit { readonly from: number; readonly to: number; readonly added: readonly Token[] }

const word = /[\p{L}\p{M}\p{N}_]+|\s+|[^\p{L}\p{M}\p{N}_\s]/gu

/** The words of a block, one by one. Marks do not part a word, but a word with other marks is another one. */
export function tokensOf(inlines: readonly Inline[]): Token[] {
  const tokens: Token[] = []
  let runs: Inline[] = []
  const close = () => { tokens.push(...wordsOf(runs)); runs = [] }
  for (const inline of inlines) {
    if (!isReference(inline)) { runs.push(inline); continue }
    close()
    tokens.push(token([inline]))
  }
  close()
  return tokens
}

const token = (inlines: readonly Inline[]): Token => ({ key: JSON.stringify(merged(inlines).map(canonicalInline)), inlines })

function wordsOf(runs: readonly Inline[]): Token[] {
  const text = blockText({ type: 'plain', id: '', inlines: runs })
  let at = 0
  return (text.match(word) ?? []).map((each) => {
    at += each.length
    return token(slice(runs, at - each.length, at))
  })
}

function slice(runs: readonly Inline[], from: number, to: number): Inline[] {
  let at = 0
  return runs.flatMap((run) => {
    if (isReference(run)) return []
    const start = at
    at += run.text.length
    const text = run.text.slice(Math.max(0, from - start), Math.max(0, to - start))
    return text === '' ? [] : [{ ...run, text }]
  })
}

/** Tokens as the words of a block. */
export const inlinesOf = (tokens: readonly Token[]): Inline[] => merged(tokens.flatMap(({ inlines }) => inlines))

export const sameTokens = (some: readonly Token[], others: readonly Token[]) => some.length === others.length && some.every(({ key }, index) => key === others[index]?.key)

const isSpace = ({ inlines }: Token) => inlines.every((inline) => !isReference(inline) && inline.text.trim() === '')

/** The fewest edits that turn one text into another, in order. A lone space between two of them belongs to them: what is left is readable. */
export function editsOf(from: readonly Token[], to: readonly Token[]): Edit[] {
  const edits: Edit[] = []
  let [at, next] = [0, 0]
  for (const { value, added, removed } of diffArrays(from.map(({ key }) => key), to.map(({ key }) => key))) {
    const edit = { from: at, to: removed ? at + value.length : at, added: added ? to.slice(next, next + value.length) : [] }
    if (!added) at += value.length
    if (!removed) next += value.length
    if (added || removed) edits.push(edit)
  }
  return joined(from, edits)
}

/** Edits that touch, or have only a space between them, as one. */
export function joined(from: readonly Token[], edits: readonly Edit[]): Edit[] {
  const result: Edit[] = []
  for (const edit of edits) {
    const last = result.at(-1)
    const between = last ? from.slice(last.to, edit.from) : []
    const isOne = last && (between.length === 0 || (between.length === 1 && between.every(isSpace)))
    if (isOne) result[result.length - 1] = { from: last.from, to: edit.to, added: [...last.added, ...between, ...edit.added] }
    else result.push(edit)
  }
  return result
}

/** Where words are changed, counted in tokens, and whether others are put there. */
export interface Span { readonly from: number; readonly to: number; readonly adds: boolean }

/**
 * Whether two changes of one text meet: they change the same words, or each puts words in at the same point, where nothing says
 * which come first. Symmetric.
 */
export function clash(a: Span, b: Span): boolean {
  if (a.from < b.to && b.from < a.to) return true
  return a.adds && b.adds && (a.from === b.from || a.from === b.to || a.to === b.from || a.to === b.to)
}

/** All words that an edit may be said to change: of "very very" either word may be the one that was taken out. */
export function reachOf(tokens: readonly Token[], { from, to, added }: Edit): Span {
  let [start, end] = [from, to]
  if (added.length === 0 && to > from) {
    while (start > 0 && tokens[start - 1]?.key === tokens[to - 1 - (from - start)]?.key) start -= 1
    while (end < tokens.length && tokens[end]?.key === tokens[from + (end - to)]?.key) end += 1
  } else if (from === to) {
    // What was put in repeats itself beyond its ends where it is slid along equal words.
    while (start > 0 && tokens[start - 1]?.key === turn(added, start - 1 - from)?.key) start -= 1
    while (end < tokens.length && tokens[end]?.key === turn(added, end - from)?.key) end += 1
  }
  return { from: start, to: end, adds: added.length > 0 }
}

const turn = (added: readonly Token[], index: number) => added[((index % added.length) + added.length) % added.length]

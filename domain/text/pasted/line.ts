import { type Inline, referenceCharacter, type Run } from '../clauseContent.ts'
import type { BlockType, MarkName, NodeKind } from '../kinds.ts'

/** The call of a note that came along, by the name that the note has where it comes from. */
export interface NoteCall { readonly note: string }
export type PastedInline = Inline | NoteCall
export const isCall = (inline: PastedInline): inline is NoteCall => 'note' in inline
const isRun = (inline: PastedInline): inline is Run => 'text' in inline

export type MarkerStyle = 'digit' | 'letter' | 'roman' | 'bullet'
/** `level`: 1 for the outermost. `marker`: as it was printed, where it is known; `style`: what it would be like, where it is not. */
export interface ListHint { readonly level: number; readonly style: MarkerStyle | null; readonly marker: string | null }

/** One line of what is pasted, wherever it comes from: its words and what it says about itself. */
export interface PastedLine {
  readonly inlines: readonly PastedInline[]
  /** 0: the title of the whole; 1 and more: a heading of that level. */
  readonly heading?: number
  readonly list?: ListHint
  readonly cell?: 'row' | 'cell'
  /** It is (part of) the note of this name. */
  readonly note?: string
  /** It was no line of its own there, so that a space at its ends is one between words. */
  readonly isOpen?: boolean
  /** What it was in a draft of Parley. */
  readonly said?: { readonly node?: NodeKind; readonly type?: BlockType }
}

/** What cannot be kept of what is pasted. */
export const lossKinds = ['image', 'embedded', 'comment', 'deletion', 'nestedTable', 'mergedCells', 'unsafeLink', 'title', 'contents', 'formula', 'deepLevel', 'otherLevel'] as const
export type LossKind = (typeof lossKinds)[number]
/** `words`: those that are left out, or have become something else. */
export interface Loss { readonly kind: LossKind; readonly words: string | null }

export const wordsOf = (inlines: readonly PastedInline[]): string => inlines.map((inline) => isRun(inline) ? inline.text : isCall(inline) ? '' : referenceCharacter).join('')

const isSameRun = (a: PastedInline, b: PastedInline): boolean =>
  isRun(a) && isRun(b) && a.href === b.href && (a.marks ?? []).join() === (b.marks ?? []).join()

/** Runs that look alike are one; no run is empty. */
export function joined(inlines: readonly PastedInline[]): PastedInline[] {
  const result: PastedInline[] = []
  for (const inline of inlines) {
    const last = result.at(-1)
    if (!isRun(inline)) result.push(inline)
    else if (inline.text === '') continue
    else if (last && isRun(last) && isSameRun(last, inline)) result[result.length - 1] = { ...last, text: last.text + inline.text }
    else result.push(inline)
  }
  return result
}

/** The words from a character on; only words stand before it. */
export function from(inlines: readonly PastedInline[], at: number): PastedInline[] {
  let left = at
  return inlines.flatMap((inline): PastedInline[] => {
    if (!isRun(inline)) return left > 0 ? [] : [inline]
    const cut = Math.min(left, inline.text.length)
    left -= cut
    return [{ ...inline, text: inline.text.slice(cut) }]
  })
}

/** One space for any white space, none at the ends. */
export function tidied(inlines: readonly PastedInline[]): PastedInline[] {
  let isAfterSpace = true
  const single = inlines.map((inline): PastedInline => {
    if (!isRun(inline)) { isAfterSpace = false; return inline }
    const spaced = inline.text.replace(/[\s\u00A0]{2,}|[^\S\u00A0\u202F]/gu, ' ')
    const text = isAfterSpace ? spaced.replace(/^[\s\u00A0]+/u, '') : spaced
    if (text !== '') isAfterSpace = /[\s\u00A0]$/u.test(text)
    return { ...inline, text }
  })
  const whole = joined(single)
  for (let last = whole.at(-1); last && isRun(last); last = whole.at(-1)) {
    const text = last.text.replace(/[\s\u00A0]+$/u, '')
    if (text !== '') { whole[whole.length - 1] = { ...last, text }; break }
    whole.pop()
  }
  return whole
}

const looks: readonly MarkName[] = ['strong', 'em', 'underline']

/** Without the emphasis that all of the words have: that is how a heading looked there, not what it says. */
export function unemphasised(inlines: readonly PastedInline[]): PastedInline[] {
  const runs = inlines.filter(isRun).filter(({ text }) => text.trim() !== '')
  const shared = looks.filter((mark) => runs.every(({ marks = [] }) => marks.includes(mark)))
  if (runs.length === 0 || shared.length === 0) return [...inlines]
  return joined(inlines.map((inline) => {
    if (!isRun(inline)) return inline
    const { marks = [], ...rest } = inline
    const kept = marks.filter((mark) => !shared.includes(mark))
    return kept.length > 0 ? { ...rest, marks: kept } : rest
  }))
}

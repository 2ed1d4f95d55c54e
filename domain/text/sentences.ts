import type { LabelLanguage } from './languages.ts'

const segmenters = new Map<string, Intl.Segmenter>()
function segmenter(language: LabelLanguage, granularity: 'word' | 'sentence'): Intl.Segmenter {
  const key = `${language} ${granularity}`
  const made = segmenters.get(key) ?? new Intl.Segmenter(language, { granularity })
  segmenters.set(key, made)
  return made
}

/** How many words a text has by the rules of Unicode for its language (UAX #29): numbers count, punctuation does not. */
export function wordCount(text: string, language: LabelLanguage): number {
  let count = 0
  for (const { isWordLike } of segmenter(language, 'word').segment(text)) if (isWordLike) count += 1
  return count
}

/** The sentences of a text by the rules of Unicode, without the space around them. */
export function sentencesOf(text: string, language: LabelLanguage): { from: number; to: number }[] {
  return [...segmenter(language, 'sentence').segment(text)].flatMap(({ segment, index }) => {
    const trimmed = segment.trim()
    const from = index + segment.indexOf(trimmed)
    return trimmed === '' ? [] : [{ from, to: from + trimmed.length }]
  })
}

// At the end of what comes before: nothing, the end of a sentence or a colon; then spaces, opening marks and a number typed by hand.
const beforeSentence = /(?:^|[.!?:;…])["”’»)\]]*\s*(?:\(?[\p{L}\p{N}]{1,4}[.)]\s+)?[\s«“‘„("'[–—•-]*$/u
const reach = 40

/** Whether a capital at this place may be there only because a sentence, a point or a quotation begins. */
export const startsSentence = (text: string, at: number): boolean =>
  at === 0 || beforeSentence.test(at > reach ? `a${text.slice(at - reach, at)}` : text.slice(0, at))

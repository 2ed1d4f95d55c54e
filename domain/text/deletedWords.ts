import type { OriginRun } from './lineage.ts'

/** Words that were deleted in one go, in one stretch: what they said, where from each character is, where they stood. */
export interface Phrase {
  readonly text: string
  readonly origins: readonly OriginRun[]
  readonly clauseId: string
  readonly blockId: string
  /** The block they stood in was deleted too. */
  readonly blockGone: boolean
}

/** `len` of the words looked for, from `at` on, are those of the phrase from its character `from` on. */
export interface Match { readonly at: number; readonly from: number; readonly len: number; readonly phrase: Phrase }

/** The words that somebody put in, and what tells typing from bringing back. */
export interface Inserted { readonly text: string; readonly clauseId: string; /** Their block is as new as they are. */ readonly inNewBlock: boolean }

/** Shorter words than these say too little to be known again among others. */
const leastLength = 4
/** How many stretches of deleted words are remembered; those deleted before them are not known again. */
const mostPhrases = 20_000

/** Words deleted and not brought back yet, newest first where it matters, those of the same clause before any other. */
export class DeletedWords {
  private phrases: Phrase[] = []
  private readonly exact = new Map<string, Phrase[]>()

  constructor(phrases: Iterable<Phrase> = []) { for (const phrase of phrases) this.add(phrase) }

  add(phrase: Phrase): void {
    this.phrases.push(phrase)
    const same = this.exact.get(phrase.text)
    if (same) same.push(phrase)
    else this.exact.set(phrase.text, [phrase])
    if (this.phrases.length > mostPhrases * 1.1) for (const old of this.phrases.splice(0, this.phrases.length - mostPhrases)) this.forget(old)
  }

  /** Takes a phrase out: it has been brought back, or has become part of a longer one. */
  take(phrase: Phrase): void {
    this.phrases = this.phrases.filter((other) => other !== phrase)
    this.forget(phrase)
  }

  private forget(phrase: Phrase): void {
    const same = (this.exact.get(phrase.text) ?? []).filter((other) => other !== phrase)
    if (same.length > 0) this.exact.set(phrase.text, same)
    else this.exact.delete(phrase.text)
  }

  /** Takes out the newest phrase that says exactly this. */
  takeExact(text: string): void {
    const phrase = this.exact.get(text)?.at(-1)
    if (phrase) this.take(phrase)
  }

  all(): readonly Phrase[] { return this.phrases }

  /**
   * What of these words had been deleted in the same change. The whole of them, at any length, if that is a whole phrase or, in a
   * block made by the change, an end of one; a part of a phrase from four characters on; whole phrases within them; and the
   * beginning or end that they share with a block that is gone, as when two blocks are joined over a selection.
   */
  matchNow(inserted: Inserted): Match[] {
    const { text, inNewBlock } = inserted
    if (this.phrases.length === 0) return []
    const whole = this.wholePhrase(inserted, 1) ?? this.partOfPhrase(inserted, ({ text: phrase }) => inNewBlock && (phrase.startsWith(text) || phrase.endsWith(text)))
    if (whole) return [whole]
    const within = this.phraseWithin(inserted, () => true)
    if (within) return around(text, within, (rest) => this.matchNow({ ...inserted, text: rest }))
    const edge = this.sharedEdge(text)
    return edge ? around(text, edge, (rest) => this.matchNow({ ...inserted, text: rest })) : []
  }

  /**
   * What of these words had been deleted before: the whole of them, if that is a whole phrase of two characters or more (or of one,
   * in a new block), or a part of a phrase from four on; or a whole phrase from four on that they begin or end with.
   */
  matchEarlier(inserted: Inserted): Match[] {
    const { text, inNewBlock } = inserted
    const whole = this.wholePhrase(inserted, inNewBlock ? 1 : 2)
    if (whole || text.length < leastLength) return whole ? [whole] : []
    const part = this.partOfPhrase(inserted, () => false) ?? this.phraseWithin(inserted, (phrase) => text.startsWith(phrase) || text.endsWith(phrase))
    return part ? around(text, part, (rest) => this.matchEarlier({ ...inserted, text: rest })) : []
  }

  private wholePhrase({ text, clauseId }: Inserted, least: number): Match | null {
    const phrase = text.length >= least ? preferred(this.exact.get(text) ?? [], clauseId, () => true) : null
    return phrase && { at: 0, from: 0, len: text.length, phrase }
  }

  private partOfPhrase({ text, clauseId }: Inserted, orElse: (phrase: Phrase) => boolean): Match | null {
    const phrase = preferred(this.phrases, clauseId, (each) => each.text.length > text.length && ((text.length >= leastLength && each.text.includes(text)) || orElse(each)))
    if (!phrase) return null
    return { at: 0, from: phrase.text.endsWith(text) ? phrase.text.length - text.length : phrase.text.indexOf(text), len: text.length, phrase }
  }

  private phraseWithin({ text, clauseId }: Inserted, holds: (phrase: string) => boolean): Match | null {
    if (text.length <= leastLength) return null
    let longest = leastLength - 1
    for (const phrase of this.phrases) if (phrase.text.length > longest && phrase.text.length < text.length && text.includes(phrase.text) && holds(phrase.text)) longest = phrase.text.length
    const phrase = preferred(this.phrases, clauseId, (each) => each.text.length === longest && text.includes(each.text) && holds(each.text))
    return phrase && { at: phrase.text.length === longest && text.endsWith(phrase.text) ? text.length - longest : text.indexOf(phrase.text), from: 0, len: longest, phrase }
  }

  private sharedEdge(text: string): Match | null {
    let best: Match | null = null
    for (const phrase of this.phrases.filter(({ blockGone }) => blockGone)) {
      const start = sharedStart(text, phrase.text)
      const end = sharedEnd(text, phrase.text)
      if (start > Math.max(1, best?.len ?? 0)) best = { at: 0, from: 0, len: start, phrase }
      if (end > Math.max(1, best?.len ?? 0)) best = { at: text.length - end, from: phrase.text.length - end, len: end, phrase }
    }
    return best
  }
}

function preferred(phrases: readonly Phrase[], clauseId: string, holds: (phrase: Phrase) => boolean): Phrase | null {
  let elsewhere: Phrase | null = null
  for (let index = phrases.length - 1; index >= 0; index -= 1) {
    const phrase = phrases[index]
    if (!phrase || !holds(phrase)) continue
    if (phrase.clauseId === clauseId) return phrase
    elsewhere ??= phrase
  }
  return elsewhere
}

/** A match, with what is found for the words before and after it. */
function around(text: string, match: Match, find: (rest: string) => Match[]): Match[] {
  const end = match.at + match.len
  const before = match.at > 0 ? find(text.slice(0, match.at)) : []
  const after = end < text.length ? find(text.slice(end)).map((each) => ({ ...each, at: each.at + end })) : []
  return [...before, match, ...after]
}

function sharedStart(a: string, b: string): number {
  let length = 0
  while (length < a.length && length < b.length && a[length] === b[length]) length += 1
  return length
}

function sharedEnd(a: string, b: string): number {
  let length = 0
  while (length < a.length && length < b.length && a[a.length - 1 - length] === b[b.length - 1 - length]) length += 1
  return length
}

import { type CrossReference, headingOf, plainText } from './clauseContent.ts'
import type { NodeKind } from './kinds.ts'
import type { LabelLanguage } from './languages.ts'
import { blockNumbers, innerNames, nodeLabel, type Provisions, referenceLabel } from './numbering.ts'

/** Something that can be referred to: a provision that has a number, or a numbered block of one. */
export interface ReferenceTarget {
  readonly target: string
  readonly kind: NodeKind
  readonly block: string | null
  /** "Article 4(1)(a)", in the language of whoever chooses. */
  readonly label: string
  readonly heading: string | null
  /** Of a provision all its words, of a block its own. */
  readonly words: string
}

/**
 * Everything in a draft that can be referred to, in reading order: each provision before its blocks. Labels in `language`, that of whoever
 * chooses; in the words that are shown to them, references as the law says them.
 */
export function referenceTargets(provisions: Provisions, language: LabelLanguage, law: LabelLanguage): ReferenceTarget[] {
  const said = (reference: CrossReference) => referenceLabel(provisions, reference, law) ?? '…'
  return [...provisions.kinds].flatMap(([target, kind]) => {
    const label = nodeLabel(provisions, target, language)
    if (label === null) return []
    const content = provisions.contents.get(target) ?? { blocks: [] }
    const heading = headingOf(content, said)
    const numbers = blockNumbers(content.blocks, law)
    const blocks = content.blocks.flatMap((block, index): ReferenceTarget[] => {
      const own = numbers[index]?.own ? referenceLabel(provisions, { target, block: block.id, form: 'full' }, language) : null
      return own === null ? [] : [{ target, kind, block: block.id, label: own, heading, words: plainText({ blocks: [block] }, said) }]
    })
    return [{ target, kind, block: null, label, heading, words: plainText(content, said) }, ...blocks]
  })
}

/** `internal` within its own provision, where it is said without its number; otherwise `full`. */
export const referenceTo = ({ target, block }: Pick<ReferenceTarget, 'target' | 'block'>, within: string): CrossReference =>
  ({ target, block, form: target === within && block !== null ? 'internal' : 'full' })

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
const partsOf = (text: string) => plain(text).match(/\p{L}+|\p{N}+/gu) ?? []

/**
 * The targets that somebody may mean by some words, the likeliest first: by number ("4", "4(1)", "art 4 1 a"), then by heading, then by
 * the words themselves. Case and accents do not matter. Nothing sought: all provisions, those of `within` with their blocks first.
 */
export function findTargets(targets: readonly ReferenceTarget[], sought: string, within: string, limit: number): ReferenceTarget[] {
  const parts = partsOf(sought)
  if (parts.length === 0) return [...targets.filter(({ target }) => target === within), ...targets.filter(({ target, block }) => target !== within && block === null)].slice(0, limit)
  const ranked = targets.flatMap((target) => {
    const rank = rankOf(target, parts, plain(sought.trim()))
    return rank === null ? [] : [{ target, rank }]
  })
  return ranked.toSorted((a, b) => a.rank - b.rank).slice(0, limit).map(({ target }) => target)
}

/** Without what stands between numbers: "article 4, paragraphe 1" is found by "4 1" as "Article 4(1)" is. */
const bare = (parts: readonly string[]) => parts.filter((part) => !innerNames.has(part))

function rankOf({ label, kind, heading, words, block }: ReferenceTarget, parts: readonly string[], sought: string): number | null {
  const byNumber = numberRank(kind, parts.some((part) => innerNames.has(part)) ? partsOf(label) : bare(partsOf(label)), parts)
  if (byNumber !== null) return byNumber
  const head = plain(heading ?? '')
  if (block === null && head.startsWith(sought)) return 4
  if (block === null && parts.every((part) => head.includes(part))) return 5
  // A block is nearer to what is meant than the provision that it is one of many in.
  if (plain(words).includes(sought)) return block === null ? 7 : 6
  const text = plain(words)
  return parts.every((part) => text.includes(part)) ? 8 : null
}

/**
 * 0: the very number; 1: a part of it; 2: a number that goes on with other digits ("4" for 41). A name before it ("art") has to begin the
 * label's; without one an article is meant before anything else that has the number.
 */
function numberRank(kind: NodeKind, label: readonly string[], parts: readonly string[]): number | null {
  const [name = '', ...numbers] = label
  const [first = '', ...rest] = parts
  // "recital 2", but "a" alone is no name of an article.
  const isNamed = name.startsWith(first) && (first.length > 2 || rest.length > 0)
  const wanted = isNamed ? rest : parts
  if (wanted.length === 0) return numbers.length === 1 ? 1 : 3
  if (wanted.length > numbers.length) return null
  const last = wanted.length - 1
  const other = isNamed || kind === 'article' ? 0 : 0.5
  if (!wanted.slice(0, last).every((part, index) => numbers[index] === part)) return null
  if (numbers[last] === wanted[last]) return (wanted.length === numbers.length ? 0 : 1) + other
  return /^\p{N}/u.test(wanted[last] ?? '') && numbers[last]?.startsWith(wanted[last] ?? '') && numbers.length === wanted.length ? 2 + other : null
}

import type { NodeKind } from '../kinds.ts'
import { type BlockContext, blocksOf, marked, type PastedBlock } from './blocks.ts'
import { isCitation, isDefinitions, isEnacting, isOverRecitals, isRecital, looksLikeHeading, provisionStart } from './headings.ts'
import { from, type Loss, type PastedInline, type PastedLine, tidied, unemphasised, wordsOf } from './line.ts'
import { isNumberedByParts, styleLevels } from './styleLevels.ts'

export interface PastedProvision { readonly kind: NodeKind; readonly blocks: readonly PastedBlock[] }

/** What is pasted, read as law. `blocks` go into the clause with the caret, `provisions` after it; notes are by their names. */
export interface PastedLaw {
  readonly blocks: readonly PastedBlock[]
  readonly provisions: readonly PastedProvision[]
  readonly notes: ReadonlyMap<string, readonly PastedInline[]>
  readonly losses: readonly Loss[]
}

/** Where it is pasted. */
export interface PastePlace { readonly kind: NodeKind; readonly isDefinitions: boolean; readonly unmarked: BlockContext['unmarked'] }

interface Begun { readonly kind: NodeKind; heading: readonly PastedInline[] | null; awaitsHeading: boolean; readonly lines: PastedLine[] }

/**
 * Finds the structure of law in lines: articles, chapters, annexes, recitals and citations by their names (English and French) or by the
 * headings that a word processor marked, and in each its paragraphs, points, definitions and tables. Every word is kept but those told in
 * `losses`. Pure; takes lines as they are and refuses none.
 */
export function lawOf(lines: readonly PastedLine[], place: PastePlace): PastedLaw {
  const losses: Loss[] = []
  const lose = (loss: Loss) => { losses.push(loss) }
  const body = lines.filter(({ note }) => note === undefined)
  const reader = makeReader(body, place, lose)
  body.forEach(reader.read)
  const { before, begun, partsAbove } = reader
  const provisions = begun.map(({ kind, heading, lines: own }): PastedProvision => ({
    kind,
    blocks: [
      ...(heading ? [{ type: 'heading' as const, inlines: unemphasised(tidied(heading)) }] : []),
      ...blocksOf(own, { isDefinitions: heading !== null && isDefinitions(wordsOf(heading)), unmarked: 'plain', partsAbove }, lose),
    ],
  }))
  return { blocks: blocksOf(before, { ...place, partsAbove }, lose), provisions, notes: notesOf(lines), losses }
}

/** The words of each note by its name; several lines of one are one. */
function notesOf(lines: readonly PastedLine[]): Map<string, PastedInline[]> {
  const notes = new Map<string, PastedInline[]>()
  for (const { note, inlines } of lines) {
    if (note === undefined) continue
    notes.set(note, tidied([...(notes.get(note) ?? []), { text: ' ' }, ...inlines]))
  }
  return notes
}

function makeReader(body: readonly PastedLine[], place: PastePlace, lose: (loss: Loss) => void) {
  const before: PastedLine[] = []
  const begun: Begun[] = []
  const levels = styleLevels(body)
  const partsAbove = isNumberedByParts(body) ? 1 : 0
  // After "Whereas:", or in the recitals themselves, every numbered line is one.
  let inRecitals = place.kind === 'recital' && body.length > 0 && body.every((line) => marked(line).marker?.style === 'digit')
  let inEnactingTerms = place.kind === 'article' || place.kind === 'chapter' || place.kind === 'annex'
  if (inRecitals) inEnactingTerms = false

  const begin = (kind: NodeKind, heading: readonly PastedInline[] | null, line: PastedLine | null) => {
    const hasHeading = kind === 'article' || kind === 'chapter' || kind === 'annex'
    if (hasHeading) { inEnactingTerms = true; inRecitals = false }
    begun.push({ kind, heading, awaitsHeading: hasHeading && heading === null && line === null, lines: line ? [line] : [] })
  }
  const add = (line: PastedLine) => {
    const current = begun.at(-1)
    if (current) current.awaitsHeading = false
    if (current) current.lines.push(line)
    else before.push(line)
  }

  /** Begins what the line says it was in a draft, or by its words; false if it begins nothing. */
  function begins(line: PastedLine, words: readonly PastedInline[], text: string): boolean {
    const { said, list, heading } = line
    if (said?.node) {
      const isHeading = said.type === 'heading'
      begin(said.node, isHeading ? words : null, isHeading ? null : { ...line, said: { type: 'plain' } })
      return true
    }
    // A word processor may print "Article 3" itself, as the number of a list.
    const printed = list?.marker ? provisionStart(list.marker.trim(), true) : null
    const start = printed ? { ...printed, rest: 0, isHeading: looksLikeHeading(text) } : provisionStart(text, heading !== undefined)
    if (!start) return false
    if (start.isOther) lose({ kind: 'otherLevel', words: text })
    const rest = tidied(from(words, start.rest))
    if (rest.length === 0) begin(start.kind, null, null)
    else if (start.isHeading) begin(start.kind, rest, null)
    else begin(start.kind, null, { inlines: rest })
    return true
  }

  /** Begins a citation or recital; both stand before the first article. */
  function beginsPreamble(line: PastedLine, words: readonly PastedInline[], text: string): boolean {
    if (inEnactingTerms) return false
    const { marker, inlines } = marked(line)
    const isNumbered = marker?.style === 'digit'
    if (isCitation(text)) begin('citation', null, { inlines: words, said: { type: 'plain' } })
    else if (isRecital(wordsOf(inlines)) || (isNumbered && (inRecitals || begun.at(-1)?.kind === 'citation'))) {
      inRecitals = true
      begin('recital', null, { inlines, said: { type: 'plain' } })
    } else return false
    return true
  }

  /** Takes a line that a draft says otherwise, or not at all; false if it is to be read. */
  function isTaken(line: PastedLine, words: readonly PastedInline[], text: string): boolean {
    if (line.cell || (line.said?.type && !line.said.node)) add(line)
    else if (text === '') { if (words.length > 0) add(line) }
    else if (line.heading === 0) lose({ kind: 'title', words: text })
    else if (isEnacting(text)) lose({ kind: 'formula', words: text })
    else if (isOverRecitals(text)) { inRecitals = true; inEnactingTerms = false }
    else return false
    return true
  }

  /** Begins what a heading's look or number says; false if it is none. */
  function beginsByLook({ heading }: PastedLine, { marker, inlines }: ReturnType<typeof marked>): boolean {
    const kind = heading === undefined ? undefined : levels.get(heading)
    const isNumbered = partsAbove === 1 && marker?.style === 'digit' && marker.parts === 1 && looksLikeHeading(wordsOf(inlines))
    if (kind) begin(kind, inlines, null)
    else if (isNumbered) begin('article', inlines, null)
    return kind !== undefined || isNumbered
  }

  function read(line: PastedLine) {
    const words = tidied(line.inlines)
    const text = wordsOf(words)
    if (isTaken(line, words, text) || begins(line, words, text)) return
    const current = begun.at(-1)
    const own = marked(line)
    if (current?.awaitsHeading && (line.heading !== undefined || (!own.marker && looksLikeHeading(text)))) {
      current.heading = words
      current.awaitsHeading = false
      return
    }
    if (beginsPreamble(line, words, text) || beginsByLook(line, own)) return
    if (line.heading !== undefined) lose({ kind: 'otherLevel', words: text })
    add(line)
  }
  return { before, begun, partsAbove, read }
}

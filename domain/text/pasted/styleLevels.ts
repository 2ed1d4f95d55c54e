import type { NodeKind } from '../kinds.ts'
import { marked } from './blocks.ts'
import { looksLikeHeading, provisionStart } from './headings.ts'
import { type PastedLine, tidied, wordsOf } from './line.ts'

const headings = (lines: readonly PastedLine[]) => lines.flatMap((line) => {
  const level = line.heading ?? 0
  const text = wordsOf(tidied(line.inlines))
  if (level < 1 || text === '') return []
  const start = provisionStart(text, true) ?? (line.list?.marker ? provisionStart(line.list.marker.trim(), true) : null)
  return [{ level, kind: start?.kind ?? null }]
})

/**
 * What a heading becomes that no word says, by its level: where articles have names, what stands above them is a chapter; where nothing has,
 * the outermost level is chapters and the next one articles, or articles where there is but one. A level without an answer is no provision.
 */
export function styleLevels(lines: readonly PastedLine[]): ReadonlyMap<number, NodeKind> {
  const found = headings(lines)
  const levels = [...new Set(found.map(({ level }) => level))].sort((a, b) => a - b)
  const ofArticles = Math.min(...found.flatMap(({ level, kind }) => kind === 'article' ? [level] : []))
  const isNamed = lines.some(({ inlines, heading }) => provisionStart(wordsOf(tidied(inlines)), heading !== undefined)?.kind === 'article')
  if (isNamed) return new Map(levels.filter((level) => level < ofArticles && Number.isFinite(ofArticles)).map((level) => [level, 'chapter']))
  const ofChapters = Math.max(...found.flatMap(({ level, kind }) => kind === 'chapter' ? [level] : []))
  if (Number.isFinite(ofChapters)) return new Map(levels.filter((level) => level > ofChapters).slice(0, 1).map((level) => [level, 'article']))
  const [first, second] = levels
  if (first === undefined) return new Map()
  return second === undefined ? new Map([[first, 'article']]) : new Map([[first, 'chapter'], [second, 'article']])
}

/** Whether paragraphs are numbered 1.1, 1.2 under headings that are numbered 1., 2. */
export function isNumberedByParts(lines: readonly PastedLine[]): boolean {
  const read = lines.filter(({ cell }) => cell === undefined).map(marked)
  return read.some(({ marker }) => marker?.parts === 2)
    && read.some(({ marker, inlines }) => marker?.style === 'digit' && marker.parts === 1 && looksLikeHeading(wordsOf(inlines)))
}

import type { BlockType } from '../kinds.ts'
import { from, type ListHint, type Loss, type PastedInline, type PastedLine, tidied, unemphasised, wordsOf } from './line.ts'
import { type Marker, markerAlone, markerAt } from './markers.ts'

/** A block that has no id yet and calls its notes by their names. */
export interface PastedBlock { readonly type: BlockType; readonly inlines: readonly PastedInline[] }

export interface BlockContext {
  /** In a list of definitions a bracketed number begins one. */
  readonly isDefinitions: boolean
  /** What words without a number become. */
  readonly unmarked: BlockType
  /** So many parts of a number name what stands above: 1 where "1." is the article, so that "1.1" is its first paragraph. */
  readonly partsAbove: number
}

/** The levels of a provision, outermost first. */
const levels: readonly BlockType[] = ['paragraph', 'point', 'indent']

interface Place { readonly point: number; readonly indent: number; /** 0 where nothing is numbered yet. */ readonly level: number }

interface Marked { readonly marker: Marker | null; readonly inlines: readonly PastedInline[]; readonly list: ListHint | undefined }

const styled = (style: NonNullable<ListHint['style']>): Marker => ({ style, letter: null, roman: null, parts: 1, isBracketed: false, length: 0 })

/** A line's marker, of its words or of the list it was in, and its words without it. */
export function marked({ inlines, list }: PastedLine): Marked {
  const words = tidied(inlines)
  const own = markerAt(wordsOf(words))
  if (own) return { marker: own, inlines: tidied(from(words, own.length)), list }
  const printed = list?.marker ? markerAlone(list.marker) : null
  return { marker: printed ?? (list?.style ? styled(list.style) : null), inlines: words, list }
}

// (i) is a letter after (h), otherwise a Roman number where one is due.
function isRoman({ letter, roman }: Marker, place: Place): boolean {
  if (roman === null) return false
  if (letter === null) return true
  if (letter === place.point + 1 && place.level < 3) return false
  return roman === place.indent + 1
}

function levelOf(marker: Marker, place: Place, depth: number, { partsAbove }: BlockContext): number {
  const { style, parts } = marker
  if (style === 'letter') return isRoman(marker, place) ? 3 : 2
  if (style === 'roman') return 3
  if (style === 'digit') return Math.max(1, parts - partsAbove) + depth
  return Math.max(2, place.level + 1) + depth
}

/**
 * Lines of one provision as its blocks: numbers, letters and dashes say which is a paragraph, a point or an indent, and are taken out of
 * the words, since a draft derives them. Nothing of the words is lost; what lies deeper than an indent becomes one, and is told to `lose`.
 */
export function blocksOf(lines: readonly PastedLine[], context: BlockContext, lose: (loss: Loss) => void): PastedBlock[] {
  const read = lines.map(marked)
  const outermost = (style: Marker['style']) => Math.min(...read.flatMap(({ marker, list }) => marker?.style === style && list ? [list.level] : []))
  const least = { digit: outermost('digit'), bullet: outermost('bullet') }
  const hasDigits = read.some(({ marker }) => marker?.style === 'digit')
  const depthOf = (style: Marker['style'], list: ListHint | undefined) => ((style === 'digit' || style === 'bullet') && list ? list.level - least[style] : 0)
  let place: Place = { point: 0, indent: 0, level: 0 }
  // What bullets hang under: the last block that had a number.
  let above: Place = place
  let row = 0

  function numberedBlock(marker: Marker, inlines: readonly PastedInline[], list: ListHint | undefined): PastedBlock {
    const isBullet = marker.style === 'bullet'
    const level = levelOf(marker, isBullet ? above : place, depthOf(marker.style, list), context)
    if (level > levels.length) lose({ kind: 'deepLevel', words: wordsOf(inlines) })
    const at = Math.min(level, levels.length)
    place = next(place, at, marker)
    if (!isBullet) above = place
    return { type: at === 1 && isDefinition(marker, inlines, context) ? 'definition' : levels[at - 1] ?? 'plain', inlines }
  }

  return lines.flatMap((line, index): PastedBlock[] => {
    const { marker, inlines, list } = read[index] ?? marked(line)
    const whole = tidied(line.inlines)
    if (line.cell) {
      if (line.cell === 'row') row += 1
      return [{ type: line.cell, inlines: row === 1 ? unemphasised(whole) : whole }]
    }
    row = 0
    if (whole.length === 0) return []
    if (line.said?.type) return [{ type: line.said.type === 'heading' ? 'plain' : line.said.type, inlines: whole }]
    if (!marker) return [{ type: unmarked(line, context, hasDigits || place.level > 1), inlines: whole }]
    return [numberedBlock(marker, inlines, list)]
  })
}

const unmarked = (line: PastedLine, context: BlockContext, isNumbered: boolean): BlockType => isNumbered || line.list ? 'plain' : context.unmarked

function next(place: Place, level: number, { letter, roman, style }: Marker): Place {
  if (level === 1) return { point: 0, indent: 0, level }
  if (level === 2) return { point: style === 'letter' ? letter ?? place.point + 1 : place.point + 1, indent: 0, level }
  return { ...place, indent: roman ?? place.indent + 1, level }
}

const isDefinition = ({ isBracketed, length }: Marker, inlines: readonly PastedInline[], { isDefinitions }: BlockContext) =>
  isDefinitions && (isBracketed || length === 0 || /^[“"«‘']|\s(?:means|désigne|on entend)\s/u.test(wordsOf(inlines)))

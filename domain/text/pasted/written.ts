import type { Block, ClauseContent, Inline } from '../clauseContent.ts'
import type { NodeKind } from '../kinds.ts'
import { marked, type PastedBlock } from './blocks.ts'
import type { PastedLaw } from './law.ts'
import { isCall, joined, type PastedInline, type PastedLine, tidied, wordsOf } from './line.ts'

export interface WrittenProvision { readonly id: string; readonly kind: NodeKind; readonly content: ClauseContent }
/** Pasted law with ids of its own, ready to be put into a draft. `notes` stand at the end of the clause that `blocks` go into. */
export interface WrittenLaw { readonly blocks: readonly Block[]; readonly notes: readonly Block[]; readonly provisions: readonly WrittenProvision[] }

/** The words of what is no more than a piece of one paragraph; null for what is more. Its number, if it has one, is left out. */
export function pieceOf(lines: readonly PastedLine[]): Inline[] | null {
  const [line, more] = lines
  if (!line || more || line.cell || line.note !== undefined || line.said?.node) return null
  const { list, inlines } = marked(line)
  const words = list || line.said?.type ? inlines : tidied(line.inlines)
  return (line.isOpen ? spaced(line.inlines, words) : words).flatMap((inline) => isCall(inline) ? [] : [inline])
}

/**
 * The words of some lines as one, for a place that holds one paragraph; with the numbers that they were printed with, since nothing derives
 * any there. Null for what is more than words: a table, notes, a provision of Parley.
 */
export function oneLineOf(lines: readonly PastedLine[]): Inline[] | null {
  if (lines.some(({ cell, note, said }) => cell || note !== undefined || said?.node)) return null
  const words = lines.flatMap(({ inlines, list }, index): PastedInline[] => [{ text: index > 0 ? ' ' : '' }, { text: list?.marker ? `${list.marker} ` : '' }, ...inlines])
  return tidied(words).flatMap((inline) => isCall(inline) ? [] : [inline])
}

/** The same words with a space at each end where there was one. */
function spaced(before: readonly PastedInline[], words: readonly PastedInline[]): PastedInline[] {
  const text = wordsOf(before)
  return joined([{ text: /^\s/u.test(text) ? ' ' : '' }, ...words, { text: /\s$/u.test(text) && words.length > 0 ? ' ' : '' }])
}

/**
 * Gives ids to everything, and puts each note behind the provision that calls it first; a note that nothing calls stands at the very end.
 * A call of a note that did not come along is left out.
 */
export function written(law: PastedLaw, clauseId: string, newId: () => string): WrittenLaw {
  const places = [{ id: clauseId, blocks: law.blocks }, ...law.provisions.map(({ blocks }) => ({ id: newId(), blocks }))]
  const noteIds = new Map<string, { readonly target: string; readonly block: string }>()
  const named = (key: string, target: string) => { if (law.notes.has(key) && !noteIds.has(key)) noteIds.set(key, { target, block: newId() }) }
  for (const { id, blocks } of places) for (const { inlines } of blocks) for (const inline of inlines) if (isCall(inline)) named(inline.note, id)
  const last = places.at(-1)?.id ?? clauseId
  for (const key of law.notes.keys()) named(key, last)

  const inline = (pasted: PastedInline): Inline[] => {
    if (!isCall(pasted)) return [pasted]
    const note = noteIds.get(pasted.note)
    return note ? [{ crossReference: { ...note, form: 'note' } }] : []
  }
  const block = ({ type, inlines }: PastedBlock): Block => ({ type, id: newId(), inlines: inlines.flatMap(inline) })
  const notesIn = (place: string): Block[] => [...noteIds].flatMap(([key, { target, block: id }]) =>
    target === place ? [{ type: 'note', id, inlines: (law.notes.get(key) ?? []).flatMap(inline) }] : [])
  return {
    blocks: law.blocks.map(block), notes: notesIn(clauseId),
    provisions: law.provisions.map(({ kind, blocks }, index) => {
      const id = places[index + 1]?.id ?? newId()
      return { id, kind, content: { blocks: [...blocks.map(block), ...notesIn(id)] } }
    }),
  }
}

/** About how many bytes a change needs that writes blocks into the shared text: the words, and what each block costs by itself. */
export const bytesOf = (blocks: readonly Block[]): number => {
  const encoder = new TextEncoder()
  return blocks.reduce((sum, { inlines }) => sum + 150 + inlines.reduce((words, inline) => words + ('text' in inline ? encoder.encode(inline.text).length + 30 * (inline.marks?.length ?? 0) : 200), 0), 0)
}

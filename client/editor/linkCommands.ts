import type { Mark, Node } from 'prosemirror-model'
import { type Command, type EditorState, TextSelection } from 'prosemirror-state'

/** Words that are linked or may be, and where they lead. */
export interface LinkPlace { readonly from: number; readonly to: number; readonly href: string | null }

const wordCharacter = /[\p{L}\p{M}\p{N}_-]/u

/** The link at the caret with all of its words; otherwise what is selected in one block; otherwise the word at the caret, or nothing of it. */
export function linkPlace(state: EditorState): LinkPlace | null {
  const { $from, $to, from, to } = state.selection
  if ($from.depth !== 1 || !$from.sameParent($to)) return null
  const type = state.schema.marks.link
  const link = type && linksIn($from.parent, $from.start()).find((found) => found.from <= from && found.to >= to)
  if (link) return link
  if (from !== to) return { from, to, href: null }
  const isWord = (at: number) => at >= $from.start() && at < $from.end() && wordCharacter.test(state.doc.textBetween(at, at + 1, ' ', ' '))
  let [start, end] = [from, to]
  while (isWord(start - 1)) start -= 1
  while (isWord(end)) end += 1
  return { from: start, to: end, href: null }
}

function linksIn(block: Node, start: number): LinkPlace[] {
  const found: LinkPlace[] = []
  let before: Mark | undefined
  block.forEach((inline, offset) => {
    const mark = inline.marks.find(({ type }) => type.name === 'link')
    const last = found.at(-1)
    const [from, to] = [start + offset, start + offset + inline.nodeSize]
    if (mark && before?.eq(mark) && last) found.splice(-1, 1, { ...last, to })
    else if (mark) found.push({ from, to, href: String(mark.attrs.href) })
    before = mark
  })
  return found
}

/** Links these words to an address; where there are no words, the address itself becomes them. */
export const setLink = (href: string): Command => (state, dispatch) => {
  const place = linkPlace(state)
  const type = state.schema.marks.link
  if (!place || !type) return false
  const { from } = place
  const mark = type.create({ href })
  const tr = state.tr
  if (place.to === from) tr.insertText(href.replace(/^(https?:\/\/|mailto:)/, ''), from)
  const to = place.to === from ? tr.mapping.map(from, 1) : place.to
  tr.removeMark(from, to, type).addMark(from, to, mark).setSelection(TextSelection.create(tr.doc, to)).removeStoredMark(type)
  dispatch?.(tr.scrollIntoView())
  return true
}

/** Takes the link away and leaves its words. */
export const removeLink: Command = (state, dispatch) => {
  const place = linkPlace(state)
  const type = state.schema.marks.link
  if (!place?.href || !type) return false
  dispatch?.(state.tr.removeMark(place.from, place.to, type).scrollIntoView())
  return true
}

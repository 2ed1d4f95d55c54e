import { type Block, isReference } from '#domain/text/clauseContent.ts'
import type { CopiedBlock, CopiedProvision } from '#domain/text/copied.ts'
import type { ClauseReading, DraftText } from '../draftText.ts'
import { cut } from '../pieces.ts'
import { numbersOf } from '../printedNumbers.ts'
import { offsetIn } from '../domPlace.ts'

/** What is marked on a page of law, provision by provision; the notes that it calls come after it. Empty where nothing of the law is marked. */
export function selectedProvisions(selection: Selection, page: Element, text: DraftText): CopiedProvision[] {
  if (selection.isCollapsed || selection.rangeCount === 0) return []
  const range = selection.getRangeAt(0)
  const sections = [...page.querySelectorAll('[data-clause]')].filter((section) => range.intersectsNode(section))
  const provisions = sections.flatMap((section): CopiedProvision[] => {
    const clause = text.clause(section.getAttribute('data-clause') ?? '')
    return clause ? markedIn(clause, section, range, text) : []
  })
  const isPiece = provisions.length === 1 && provisions[0]?.blocks.length === 1
  return isPiece ? provisions : [...provisions, ...calledNotes(provisions, text)]
}

const lengthOf = ({ inlines }: Block) => inlines.reduce((length, inline) => length + (isReference(inline) ? 1 : inline.text.length), 0)
const noteNumber = (text: DraftText, target: string, block: string) => text.structure().labelOf({ target, block, form: 'note' })

function markedIn({ id, kind, label, number, content: { blocks: all } }: ClauseReading, section: Element, range: Range, text: DraftText): CopiedProvision[] {
  const numbers = numbersOf(all, text.language(), (note) => noteNumber(text, id, note.id))
  let startsInside: Element | null = null
  const blocks = [...section.querySelectorAll('[data-block]')].flatMap((element): CopiedBlock[] => {
    const index = all.findIndex((block) => block.id === element.getAttribute('data-block'))
    const block = all[index]
    if (!block || !range.intersectsNode(element)) return []
    const length = lengthOf(block)
    const from = element.contains(range.startContainer) ? offsetIn(element, range.startContainer, range.startOffset) : 0
    const to = element.contains(range.endContainer) ? offsetIn(element, range.endContainer, range.endOffset) : length
    if (length > 0 && to <= from) return []
    if (element.contains(range.startContainer)) startsInside = element
    const inlines = cut(block.inlines, [from, to]).filter((piece) => piece.from >= from && piece.to <= to).map(({ inline }) => inline)
    return [{ block: { ...block, inlines }, number: from > 0 || (to < length && element.contains(range.startContainer)) ? null : numbers[index] ?? null }]
  })
  const [first] = blocks
  if (!first) return []
  // The name of a provision is copied with its beginning: when the marking starts before its words, or goes on beyond its heading.
  const isWhole = first.block.id === all[0]?.id && first.block.inlines.length === (all[0]?.inlines.length ?? 0) && (startsInside === null || blocks.length > 1) && first.block.type !== 'note'
  const named = kind === 'recital' ? number && `(${number})` : label
  return [{ kind, isWhole, label: named, blocks }]
}

/** The notes that the copied words call and that are not marked themselves. */
function calledNotes(provisions: readonly CopiedProvision[], text: DraftText): CopiedProvision[] {
  const marked = new Set(provisions.flatMap(({ blocks }) => blocks.map(({ block }) => block.id)))
  const notes: CopiedBlock[] = []
  for (const { blocks } of provisions) for (const { block } of blocks) for (const inline of block.inlines) {
    if (!isReference(inline) || inline.crossReference.form !== 'note') continue
    const { target, block: noteId } = inline.crossReference
    const note = text.clause(target)?.content.blocks.find(({ id, type }) => id === noteId && type === 'note')
    if (!note || marked.has(note.id)) continue
    marked.add(note.id)
    notes.push({ block: note, number: noteNumber(text, target, note.id) })
  }
  return notes.length > 0 ? [{ kind: 'article', isWhole: false, label: null, blocks: notes }] : []
}

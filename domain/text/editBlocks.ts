import * as Y from 'yjs'
import { arrangeBlocks, blocksOf } from './blockOrder.ts'
import { blockText, referenceCharacter } from './clauseContent.ts'
import { readBlock } from './clauseFragment.ts'
import { clausesOf } from './tree.ts'
import { attributesBefore, deleteWords, piecesBetween } from './writeBlockWords.ts'

/** Words of one block put in the place of others, which are said too, so that an edit that comes too late does nothing. */
export interface WordEdit { readonly clauseId: string; readonly blockId: string; readonly from: number; readonly to: number; readonly old: string; readonly words: string }
/** A block without words taken out. */
export interface BlockRemoval { readonly clauseId: string; readonly blockId: string; readonly remove: true }
export type Edit = WordEdit | BlockRemoval

/**
 * Edits blocks of the shared text by position, touching only the characters that differ: marks, cross-references, comments and authors
 * of everything else stay, and new words have the marks of those they replace. To be run in one transaction. Gives the edits that were
 * made; left out are those whose words are no longer there, that would touch a cross-reference, that lie over another one, and the
 * removal of a block that has words or is the last of its clause.
 */
export function applyEdits(doc: Y.Doc, edits: readonly Edit[]): Edit[] {
  const done: Edit[] = []
  for (const group of groupedByBlock(edits)) {
    const fragment = clausesOf(doc).get(group.clauseId)
    const blocks = fragment instanceof Y.XmlFragment ? blocksOf(fragment) : []
    const element = blocks.find(({ id }) => id === group.blockId)?.element
    if (!fragment || !element) continue
    done.push(...editWords(element, group.words))
    if (!group.removal || blocks.length < 2 || blockText(readBlock(element)).trim() !== '') continue
    arrangeBlocks(fragment, blocks.filter((block) => block.element !== element))
    done.push(group.removal)
  }
  return done
}

interface Group { readonly clauseId: string; readonly blockId: string; readonly words: WordEdit[]; removal: BlockRemoval | null }

function groupedByBlock(edits: readonly Edit[]): Group[] {
  const groups = new Map<string, Group>()
  for (const edit of edits) {
    const key = `${edit.clauseId}/${edit.blockId}`
    const group = groups.get(key) ?? { clauseId: edit.clauseId, blockId: edit.blockId, words: [], removal: null }
    groups.set(key, group)
    if ('remove' in edit) group.removal = edit
    else group.words.push(edit)
  }
  return [...groups.values()]
}

// From the end to the start, so that no edit moves the next one.
function editWords(element: Y.XmlElement, edits: readonly WordEdit[]): WordEdit[] {
  const done: WordEdit[] = []
  let free = Number.POSITIVE_INFINITY
  for (const edit of [...edits].sort((a, b) => b.from - a.from)) {
    const isThere = edit.from < edit.to && blockText(readBlock(element)).slice(edit.from, edit.to) === edit.old
    if (edit.to > free || !isThere || edit.old.includes(referenceCharacter) || edit.words.includes(referenceCharacter)) continue
    free = edit.from
    replaceIn(element, edit.from, edit.old, edit.words)
    done.push(edit)
  }
  return done.reverse()
}

/** Puts words in the place of others that stand at `from`, letter by letter. */
export function replaceIn(element: Y.XmlElement, from: number, old: string, words: string): void {
  const head = sharedStart(old, words)
  const tail = sharedStart(reversed(old.slice(head)), reversed(words.slice(head)))
  const added = words.slice(head, words.length - tail)
  const [start, end] = [from + head, from + old.length - tail]
  // What is written has the marks of the first character that it replaces, or else of the one that it follows.
  const model = start < end || start === from ? start : start - 1
  const [place] = piecesBetween(element, model, model + 1)
  if (place?.parent instanceof Y.XmlText && added !== '') place.parent.insert(place.at + start - model, added, attributesBefore(place.parent, place.at + 1))
  deleteWords(element, start + added.length, end + added.length)
}

const reversed = (text: string) => [...text].reverse().join('')

/** How many units two texts share at their start; never half of a character. */
function sharedStart(a: string, b: string): number {
  const [as, bs] = [[...a], [...b]]
  let length = 0
  for (let index = 0; index < as.length && as[index] === bs[index]; index += 1) length += as[index]?.length ?? 0
  return length
}

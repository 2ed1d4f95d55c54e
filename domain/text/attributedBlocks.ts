import type * as Y from 'yjs'
import { blocksOf } from './blockOrder.ts'
import { isReferenceText, stretchesIn } from './changedWords.ts'
import { referenceCharacter } from './clauseContent.ts'
import type { Lineage, Origin } from './lineage.ts'

export interface AttributedRun { readonly text: string; readonly origin: Origin }
export interface AttributedBlock { readonly blockId: string; readonly runs: readonly AttributedRun[] }

const unknown: Origin = { userId: '', seq: 0 }

/**
 * The words of a clause with where each is from, block by block, in reading order. A cross-reference is one character. In: the
 * clause's fragment in a state of its text, and the lineage of that generation, folded at least that far.
 */
export function attributedBlocks(fragment: Y.XmlFragment, lineage: Lineage): AttributedBlock[] {
  return blocksOf(fragment).map(({ id, element }) => ({ blockId: id, runs: runsOf(element, lineage) }))
}

function runsOf(block: Y.XmlElement, lineage: Lineage): AttributedRun[] {
  const runs: { text: string; origin: Origin }[] = []
  const put = (text: string, origin: Origin) => {
    const last = runs.at(-1)
    if (last?.origin === origin) last.text += text
    else if (text !== '') runs.push({ text, origin })
  }
  for (const { client, clock, text: words } of stretchesIn(block)) {
    const text = isReferenceText(words) ? referenceCharacter : words
    let at = 0
    for (const { len, origin } of lineage.runs(client, clock, text.length)) {
      put(text.slice(at, at + len), origin)
      at += len
    }
    put(text.slice(at), unknown)
  }
  return runs
}

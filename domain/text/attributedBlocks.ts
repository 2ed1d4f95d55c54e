import type * as Y from 'yjs'
import { blocksOf } from './blockOrder.ts'
import { holderOf } from './blockWords.ts'
import { isReferenceText, type Stretch, stretchesIn } from './changedWords.ts'
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
  const held = new Map<Y.XmlElement, ReadonlyMap<Y.XmlElement, readonly Stretch[]>>()
  return blocksOf(fragment).map(({ id, element }) => {
    const holder = holderOf(element)
    const stretches = held.get(holder) ?? stretchesIn(holder)
    held.set(holder, stretches)
    return { blockId: id, runs: runsOf(stretches.get(element) ?? [], lineage) }
  })
}

function runsOf(stretches: readonly Stretch[], lineage: Lineage): AttributedRun[] {
  const runs: { text: string; origin: Origin }[] = []
  const put = (text: string, origin: Origin) => {
    const last = runs.at(-1)
    if (last?.origin === origin) last.text += text
    else if (text !== '') runs.push({ text, origin })
  }
  for (const { client, clock, text: words } of stretches) {
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

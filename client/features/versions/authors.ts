import type { AttributionView } from '#domain/contract/history.ts'

export type AttributedRun = AttributionView['blocks'][number]['runs'][number]
type Words = Pick<AttributedRun, 'userId' | 'at' | 'text' | 'through'>

const isOneHand = (a: Words, b: Words) => a.userId === b.userId && a.through?.userId === b.through?.userId && a.through?.kind === b.through?.kind
const later = (a: string, b: string) => (a > b ? a : b)

/**
 * Who wrote the words of one block between two offsets, in the order of the words: neighbouring runs of one person are one entry, with
 * the time of the latest. Offsets count as in the shared text, where a cross-reference is one character.
 */
export function handsOf({ blocks }: AttributionView, blockId: string, from: number, to: number): Words[] {
  const runs = blocks.find((block) => block.blockId === blockId)?.runs ?? []
  const hands: Words[] = []
  for (const run of runs) {
    const text = run.text.slice(Math.max(from - run.from, 0), Math.max(to - run.from, 0))
    if (text === '') continue
    const last = hands.at(-1)
    if (last && isOneHand(last, run)) hands[hands.length - 1] = { ...last, at: later(last.at, run.at), text: last.text + text }
    else hands.push({ ...run, text })
  }
  return hands
}

/** Everybody with words in a clause, in the order in which their words come: the place in the list decides the style of the line. */
export const writersIn = ({ blocks }: AttributionView): string[] => [...new Set(blocks.flatMap(({ runs }) => runs.map(({ userId }) => userId)))]

/** Words of one block as they stood here after a change: readable without Yjs, whatever becomes of the change itself. */
export interface Words { readonly clauseId: string; readonly label: string; readonly blockId: string; readonly text: string }

/** One change of mine that the server has not said is kept. Kept one by one: the server acknowledges and refuses one by one. */
export interface Change {
  /** Begins with its session and counts up in it: sorted, the changes of a session build on each other. */
  readonly id: string
  /** The open text in which it was made, or which took it over. */
  readonly session: string
  readonly room: string
  readonly generation: number
  readonly schema: number
  readonly at: number
  readonly update: Uint8Array
  readonly words: readonly Words[]
}

/** Why the server would not take a change. */
export type RefusedBecause = 'atRest' | 'forbidden' | 'malformed' | 'tooLarge' | 'hidden' | 'restored' | 'outOfDate'

/** Words of mine in one clause that the shared text does not have and will not get by itself; mine until I put them away. */
export interface RescueCopy {
  readonly id: string
  readonly room: string
  readonly clauseId: string
  readonly label: string
  /** `nowhere`: they never were in a change, as what they were written for was not there. */
  readonly because: RefusedBecause | 'nowhere'
  readonly at: number
  readonly blocks: readonly { readonly id: string; readonly text: string }[]
}

export const changeId = (session: string, count: number) => `${session}:${String(count).padStart(8, '0')}`

/** The words of changes, clause by clause, each block as it stood last. A block left without any words says nothing. */
export function rescueOf(changes: readonly Change[], because: RescueCopy['because']): RescueCopy[] {
  const copies = new Map<string, RescueCopy>()
  for (const { session, room, at, words } of changes) {
    for (const { clauseId, label, blockId, text } of words) {
      const id = `${session}:${clauseId}`
      const blocks = [{ id: blockId, text }]
      const before = copies.get(id)
      copies.set(id, before ? joined(before, { ...before, at, label, blocks }) : { id, room, clauseId, label, because, at, blocks })
    }
  }
  return [...copies.values()].flatMap((copy) => {
    const blocks = copy.blocks.filter(({ text }) => text.trim() !== '')
    return blocks.length > 0 ? [{ ...copy, blocks }] : []
  })
}

/** Two copies of the same clause as one: of a block that both have, the later words. */
export function joined(before: RescueCopy, after: RescueCopy): RescueCopy {
  const blocks = new Map([...before.blocks, ...after.blocks].map((block) => [block.id, block]))
  return { ...after, blocks: [...blocks.values()] }
}

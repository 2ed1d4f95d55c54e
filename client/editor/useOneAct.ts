import { useEffect, useState } from 'react'
import type * as Y from 'yjs'
import { applyEdits, type Edit } from '#domain/text/editBlocks.ts'
import { undoOf } from './ownUndo.ts'
import { structureOrigin } from './structureOrigin.ts'

interface OneAct {
  /** How many edits the last act made, while it is my last step: then it can be taken back by a press. */
  readonly made: number | null
  /** Makes edits all over a draft as one act of mine, which one step of undo takes back. Gives how many could be made. */
  readonly apply: (edits: readonly Edit[]) => number
  readonly undo: () => void
}

/** Acts that change many places of a draft at once. */
export function useOneAct(doc: Y.Doc): OneAct {
  const [made, setMade] = useState<number | null>(null)
  useEffect(() => {
    const manager = undoOf(doc)
    const steps = ['stack-item-added', 'stack-item-popped'] as const
    const forget = () => setMade(null)
    for (const step of steps) manager.on(step, forget)
    return () => { for (const step of steps) manager.off(step, forget) }
  }, [doc])
  return {
    made,
    apply(edits) {
      const manager = undoOf(doc)
      manager.stopCapturing()
      const { length } = doc.transact(() => applyEdits(doc, edits), structureOrigin)
      manager.stopCapturing()
      setMade(length)
      return length
    },
    undo: () => void undoOf(doc).undo(),
  }
}

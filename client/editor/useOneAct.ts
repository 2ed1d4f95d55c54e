import { useEffect, useState } from 'react'
import type * as Y from 'yjs'
import { applyEdits, type Edit } from '#domain/text/editBlocks.ts'
import { inOneStep, onNextStep, takeBack } from './oneStep.ts'

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
  useEffect(() => onNextStep(doc, () => setMade(null)), [doc])
  return {
    made,
    apply(edits) {
      const { length } = inOneStep(doc, () => applyEdits(doc, edits))
      setMade(length)
      return length
    },
    undo: () => takeBack(doc),
  }
}

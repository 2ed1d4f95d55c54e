import type * as Y from 'yjs'
import { applyEdits, type Edit } from '#domain/text/editBlocks.ts'
import { undoOf } from './ownUndo.ts'
import { structureOrigin } from './structureOrigin.ts'

/** Makes edits all over a draft as one act of mine, which one step of undo takes back. Gives those that could be made. */
export function applyAsOne(doc: Y.Doc, edits: readonly Edit[]): readonly Edit[] {
  const undo = undoOf(doc)
  undo.stopCapturing()
  const done = doc.transact(() => applyEdits(doc, edits), structureOrigin)
  undo.stopCapturing()
  return done
}

export const undoLast = (doc: Y.Doc): boolean => undoOf(doc).undo() !== null

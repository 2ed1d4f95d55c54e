import type * as Y from 'yjs'
import { undoOf } from './ownUndo.ts'
import { structureOrigin } from './structureOrigin.ts'

/** Changes a draft from outside of an editor, as one step of my undo, apart from what I typed right before and after it. */
export function inOneStep<T>(doc: Y.Doc, act: () => T): T {
  const undo = undoOf(doc)
  undo.stopCapturing()
  const done = doc.transact(act, structureOrigin)
  undo.stopCapturing()
  return done
}

/** Tells when I have made or taken back another step, so that “Undo” would mean something else. */
export function onNextStep(doc: Y.Doc, listener: () => void): () => void {
  const undo = undoOf(doc)
  const steps = ['stack-item-added', 'stack-item-popped'] as const
  for (const step of steps) undo.on(step, listener)
  return () => { for (const step of steps) undo.off(step, listener) }
}

/** Takes back my last step; nothing where there is none. */
export const takeBack = (doc: Y.Doc): void => void undoOf(doc).undo()

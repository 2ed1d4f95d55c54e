import { createContext, useContext } from 'react'
import type { NodeKind } from '#domain/text/kinds.ts'
import type { Side } from '#domain/text/places.ts'

export type Way = 'up' | 'down' | 'out' | 'into'

/** What can be done with the structure of the open draft. Each act is one step of undo and is said to a screen reader. */
export interface Structuring {
  /** Why a provision may not be changed by me now, in a sentence; empty when it may. Null: whether anything may be inserted. */
  readonly whyNot: (clauseId: string | null) => string
  readonly isAtRest: (clauseId: string) => boolean
  /** Whether it may not leave its place: a provision behind it, or in it, is voted on. */
  readonly isHeld: (clauseId: string) => boolean
  readonly nameOf: (clauseId: string) => string
  readonly insert: (kind: NodeKind, beside: string, side: Side) => void
  readonly split: (clauseId: string, after: string) => void
  readonly join: (clauseId: string) => void
  readonly move: (clauseId: string, way: Way) => void
  readonly moveBeside: (clauseId: string, over: string, side: Side) => void
  readonly mayStandBeside: (clauseId: string, over: string, side: Side) => boolean
  readonly askPlace: (clauseId: string) => void
  /** Takes a provision out; where it says something that others refer to, asks first. */
  readonly remove: (clauseId: string) => void
  readonly removeNow: (clauseId: string) => void
}

/** Null for whoever may not edit, and until it has been fetched. */
export const StructuringContext = createContext<Structuring | null>(null)
export const useStructuring = () => useContext(StructuringContext)

import type { CrossReference } from '#domain/text/clauseContent.ts'
import { type Provisions, referenceLabel } from '#domain/text/numbering.ts'
import type { DraftText } from '../draftText.ts'
import { provisionsRead } from './provisionsRead.ts'

/** How something that is gone was called. `at`: until when, where the history said it. */
export interface FormerName { readonly label: string | null; readonly heading: string | null; readonly at: string | null }

/** What references pointed to that point nowhere now. Labels are never stored: a name is what was on this page, or what the history says. */
export interface FormerNames {
  /** Null while it is not known; then it is asked for, and the listeners are told. */
  readonly nameOf: (reference: CrossReference) => FormerName | null
  /** Grows with every name that came from the history. */
  readonly known: () => number
  readonly subscribe: (listener: () => void) => () => void
}

/** Asks the history; null for what never was in the draft. Throws when there is no answer now. */
export type AskFormerName = (target: string, block: string | null) => Promise<FormerName | null>

const keyOf = (target: string, block: string | null) => (block === null ? target : `${target}/${block}`)

/** Remembers, of every provision and block that goes while the text is open, the numbers that it had right before. */
export function watchFormerNames(text: DraftText, ask: AskFormerName): FormerNames {
  const seen = new Map<string, { provisions: Provisions; heading: string | null }>()
  const told = new Map<string, FormerName | null>()
  const asked = new Set<string>()
  const listeners = new Set<() => void>()
  let before = text.structure().clauses

  text.onStructure(() => {
    const now = new Map(text.structure().clauses.map((clause) => [clause.id, clause]))
    let provisions: Provisions | null = null
    const remember = (key: string, heading: string | null) => {
      provisions ??= provisionsRead(before)
      seen.set(key, { provisions, heading })
    }
    for (const { id, heading, content } of before) {
      const clause = now.get(id)
      if (clause?.content === content) continue
      if (!clause) remember(id, heading)
      const left = new Set(clause?.content.blocks.map((block) => block.id))
      for (const block of content.blocks) if (!left.has(block.id)) remember(keyOf(id, block.id), heading)
    }
    before = text.structure().clauses
  })

  const learn = async (key: string, { target, block }: CrossReference) => {
    asked.add(key)
    try {
      told.set(key, await ask(target, block))
      for (const listener of listeners) listener()
    } catch {
      // Without an answer it is asked for again when it is drawn again.
      asked.delete(key)
    }
  }

  return {
    nameOf(reference) {
      const key = keyOf(reference.target, reference.block)
      const here = seen.get(key)
      if (here) return { label: referenceLabel(here.provisions, reference, text.language()), heading: here.heading, at: null }
      // The history says it in the language of the law: for another one it is asked again.
      const said = `${text.language()} ${key}`
      if (!asked.has(said) && reference.target !== '') void learn(said, reference)
      return told.get(said) ?? null
    },
    known: () => told.size,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

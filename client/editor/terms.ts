import type { ClauseContent } from '#domain/text/clauseContent.ts'
import type { BlockWords } from '#domain/text/definitions.ts'
import type { TermReading, TermUse } from '#domain/text/terms.ts'
import type { DraftText } from './draftText.ts'

/** The defined terms of an open draft: one reading for all its clauses, made anew only when a definition changes. */
export interface Terms {
  /** Null until what reads them has come: the words are there before what is drawn over them. */
  readonly reading: () => TermReading | null
  /** The uses in words as an editor has them. */
  readonly usesIn: (blocks: readonly BlockWords[]) => readonly TermUse[]
  /** The uses in a clause of the shared text; the same object for the same words and terms. */
  readonly inClause: (content: ClauseContent) => readonly TermUse[]
  readonly subscribe: (listener: () => void) => () => void
}

const none: readonly TermUse[] = []
const afterMs = 600
const againMs = 500

export function makeTerms(text: DraftText): Terms {
  const listeners = new Set<() => void>()
  const known = new WeakMap<ClauseContent, { readonly reading: TermReading; readonly uses: readonly TermUse[] }>()
  let domain: typeof import('#domain/text/terms.ts') & typeof import('#domain/text/definitions.ts') | null = null
  let reading: TermReading | undefined

  const read = () => {
    if (!domain) return
    const clauses = text.structure().clauses.flatMap(({ id }) => text.clause(id) ?? [])
    const next = domain.readTerms(clauses, text.language(), reading)
    if (next === reading) return
    reading = next
    for (const listener of listeners) listener()
  }
  const load = () => {
    if (domain) return
    Promise.all([import('#domain/text/terms.ts'), import('#domain/text/definitions.ts')]).then(([terms, definitions]) => {
      domain = { ...terms, ...definitions }
      read()
    }).catch(() => globalThis.addEventListener('online', load, { once: true }))
  }
  // A definition that changes is news for the next second, not for the next letter.
  let isWaiting = false
  text.onWords(() => {
    if (isWaiting) return
    isWaiting = true
    setTimeout(() => {
      isWaiting = false
      read()
    }, againMs)
  })
  setTimeout(load, afterMs)
  return {
    reading: () => reading ?? null,
    usesIn: (blocks) => (domain && reading ? domain.termUses(reading, blocks) : none),
    inClause(content) {
      if (!domain || !reading) return none
      const before = known.get(content)
      if (before?.reading === reading) return before.uses
      const uses = domain.termUses(reading, domain.wordsOf(content))
      known.set(content, { reading, uses })
      return uses
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** How a term is named in the page: by the block that defines it. */
export const termKey = ({ clauseId, blockId }: TermUse['term']) => `${clauseId}/${blockId}`

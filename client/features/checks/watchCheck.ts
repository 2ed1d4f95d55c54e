import type { DraftText } from '#client/editor/draftText.ts'
import type { Terms } from '#client/editor/terms.ts'
import { inTime } from '#client/lib/inTime.ts'
import { inSlices } from '#client/lib/slices.ts'
import { rules } from '#domain/text/check/checkDraft.ts'
import type { Finding } from '#domain/text/check/finding.ts'

export interface Check {
  /** Null until the draft has been read for the first time. */
  readonly findings: () => readonly Finding[] | null
  readonly subscribe: (listener: () => void) => () => void
  readonly close: () => void
}

const pauseMs = 600

/** Keeps the findings of the drafting check up to date: when the writing pauses, in slices, each clause only when its words are other ones. */
export function watchCheck(text: DraftText, terms: Terms): Check {
  const listeners = new Set<() => void>()
  let findings: readonly Finding[] | null = null

  const reading = inTime((done) => {
    const known = terms.reading()
    // They say so when they have come.
    if (!known) {
      done()
      return () => {}
    }
    const draft = { clauses: text.structure().clauses.flatMap(({ id }) => text.clause(id) ?? []), language: text.language(), terms: known }
    const found: Finding[] = []
    function* work() {
      for (const clause of draft.clauses) for (const rule of rules) yield rule.read(clause, draft)
      for (const rule of rules) yield found.push(...rule.judge(draft))
    }
    return inSlices(work(), () => {
      done()
      if (JSON.stringify(found) === JSON.stringify(findings)) return
      findings = found
      for (const listener of listeners) listener()
    })
  }, pauseMs)
  const stops = [text.onWords(reading.ask), terms.subscribe(reading.ask)]
  reading.ask()
  return {
    findings: () => findings,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close() {
      reading.close()
      for (const stop of stops) stop()
      listeners.clear()
    },
  }
}

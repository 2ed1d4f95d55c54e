import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { DraftReading } from '#client/editor/draftText.ts'
import type { Referral } from '#client/features/clauses/ReferredBy.tsx'
import { referredToBy } from '#domain/text/backReferences.ts'
import type { LabelLanguage } from '#domain/text/numbering.ts'
import { placeName } from './names.ts'

const none: readonly Referral[] = []

/** Who refers to each clause, by name. The same list until it says something else, so that only those clauses are drawn anew. */
export function useReferrals(reading: DraftReading, language: LabelLanguage): (clauseId: string) => readonly Referral[] {
  const { t } = useTranslation()
  const known = useRef<{ reading: DraftReading; language: LabelLanguage; lists: ReadonlyMap<string, readonly Referral[]> } | null>(null)
  if (known.current?.reading !== reading || known.current.language !== language) {
    const before = known.current?.lists
    const clauses = new Map(reading.clauses.map((clause) => [clause.id, clause]))
    const lists = [...referredToBy(reading.clauses.map(({ id, content }) => [id, content] as const))].map(([target, referrers]) => {
      const list = referrers.flatMap(({ clauseId, blockId }): Referral[] => {
        const clause = clauses.get(clauseId)
        return clause ? [{ clauseId, blockId, label: placeName(reading, clause, blockId, t, language) }] : []
      })
      const old = before?.get(target)
      return [target, old && JSON.stringify(old) === JSON.stringify(list) ? old : list] as const
    })
    known.current = { reading, language, lists: new Map(lists) }
  }
  const { lists } = known.current
  return (clauseId) => lists.get(clauseId) ?? none
}

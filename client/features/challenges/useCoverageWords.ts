import { useTranslation } from 'react-i18next'
import { useLocalized } from '#client/lib/format.ts'
import type { Clause, Row } from './coverage.ts'

/** Cells and rows in words. */
export function useCoverageWords() {
  const { t } = useTranslation()
  const localized = useLocalized()
  return {
    article: ({ number }: Clause) => t('challenges.article', { number: number ?? '' }),
    full: (clause: Clause) => [t('challenges.article', { number: clause.number ?? '' }), clause.heading].filter(Boolean).join(', '),
    cell: (row: Row, clause: Clause) => t('challenges.cell', { number: clause.number ?? '', heading: clause.heading, challenge: localized(row.label) }),
    gap: (row: Row) => (row.gapReason ? localized(row.gapReason) : ''),
  }
}

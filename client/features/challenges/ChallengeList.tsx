import { useTranslation } from 'react-i18next'
import { useLocalized } from '#client/lib/format.ts'
import type { CoverageView } from '#domain/contract/challenges.ts'
import css from './challenges.module.css'
import { groupsOf, type Picked, type Row } from './coverage.ts'
import { RowStanding } from './Matrix.tsx'
import { useCoverageWords } from './useCoverageWords.ts'

interface ChallengeListProps { readonly coverage: CoverageView; readonly gapsOnly: boolean; readonly picked: Picked | null; readonly onPick: (picked: Picked) => void }

/** The same on a phone: each challenge with the clauses that answer it. */
export function ChallengeList({ coverage, gapsOnly, picked, onPick }: ChallengeListProps) {
  const { t } = useTranslation()
  const localized = useLocalized()
  return groupsOf(coverage.rows, gapsOnly).map(({ key, rows }) => (
    <section key={key} className={css.listGroup}>
      <h2>{t(key)}</h2>
      <ul>
        {rows.map((row) => (
          <li key={row.id} className={css.listItem}>
            <h3>{localized(row.label)}{row.core && <span className={css.core}>{t('challenges.core')}</span>}</h3>
            {row.clauseIds.length === 0 ? <RowStanding row={row} /> : <Answers row={row} coverage={coverage} picked={picked} onPick={onPick} />}
          </li>
        ))}
      </ul>
    </section>
  ))
}

function Answers({ row, coverage, picked, onPick }: { row: Row } & Omit<ChallengeListProps, 'gapsOnly'>) {
  const words = useCoverageWords()
  return (
    <ul className={css.answers}>
      {coverage.clauses.filter(({ id }) => row.clauseIds.includes(id)).map((clause) => (
        <li key={clause.id}>
          <button type="button" className={css.answer} aria-pressed={picked?.rowId === row.id && picked.clauseId === clause.id} onClick={() => onPick({ rowId: row.id, clauseId: clause.id })}>
            <i className={css.covered} aria-hidden />{words.full(clause)}
          </button>
        </li>
      ))}
    </ul>
  )
}

import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useLocalized } from '#client/lib/format.ts'
import type { CoverageView } from '#domain/contract/challenges.ts'
import css from './challenges.module.css'
import { chaptersOf, groupsOf, lastOfChapters, type Picked, type Row } from './coverage.ts'
import { useCoverageWords } from './useCoverageWords.ts'

interface MatrixProps { readonly coverage: CoverageView; readonly gapsOnly: boolean; readonly picked: Picked | null; readonly onPick: (picked: Picked) => void }

/** Challenges × clauses. Every filled cell is a button with its whole name; a gap is said in words at the end of its row. */
export function Matrix({ coverage, gapsOnly, picked, onPick }: MatrixProps) {
  const { t } = useTranslation()
  const { clauses, draftId, rows } = coverage
  return (
    <section className={css.matrix} aria-label={t('challenges.table')} tabIndex={0}>
      <table>
        <thead>
          <tr className={css.chapters}><td />{chaptersOf(clauses).map(({ name, clauses: own }, index) => <th key={own[0]?.id ?? index} scope="colgroup" colSpan={own.length} title={name ?? ''}>{name}</th>)}<td /></tr>
          <tr className={css.articles}>
            <th scope="col" className={css.corner}>{t('challenges.challenge')}</th>
            {clauses.map(({ id, number, heading }) => (
              <th key={id} scope="col" className={picked?.clauseId === id ? css.pickedColumn : ''}>
                <Link to={`/drafts/${draftId}#clause-${id}`}><span className={css.vertical}>{heading}</span><span className={css.articleNumber}>{number}</span></Link>
              </th>
            ))}
            <th scope="col" className={css.sum}>{t('challenges.standing')}</th>
          </tr>
        </thead>
        {groupsOf(rows, gapsOnly).map((group) => (
          <tbody key={group.key}>
            <tr><th scope="rowgroup" colSpan={clauses.length + 2} className={css.groupName}>{t(group.key)}</th></tr>
            {group.rows.map((row) => <MatrixRow key={row.id} row={row} coverage={coverage} picked={picked} onPick={onPick} />)}
          </tbody>
        ))}
      </table>
    </section>
  )
}

function MatrixRow({ row, coverage: { clauses }, picked, onPick }: { row: Row } & Pick<MatrixProps, 'coverage' | 'picked' | 'onPick'>) {
  const { t } = useTranslation()
  const localized = useLocalized()
  const words = useCoverageWords()
  const ends = lastOfChapters(clauses)
  return (
    <tr className={picked?.rowId === row.id ? css.pickedRow : ''}>
      <th scope="row">{localized(row.label)}{row.core && <span className={css.core}>{t('challenges.core')}</span>}</th>
      {clauses.map((clause) => {
        const here = picked?.rowId === row.id && picked.clauseId === clause.id
        const className = [ends.has(clause.id) && css.end, picked?.clauseId === clause.id && css.pickedColumn, here && css.pickedCell].filter(Boolean).join(' ')
        return (
          <td key={clause.id} className={className}>
            {row.clauseIds.includes(clause.id)
              ? <button type="button" aria-pressed={here} aria-label={words.cell(row, clause)} onClick={() => onPick({ rowId: row.id, clauseId: clause.id })}><i className={css.covered} aria-hidden /></button>
              : <i className={css.dot} aria-hidden />}
          </td>
        )
      })}
      <td className={css.sum}><RowStanding row={row} /></td>
    </tr>
  )
}

/** How a row stands: how many clauses answer it, or that none does and why. */
export function RowStanding({ row }: { row: Row }) {
  const { t } = useTranslation()
  const words = useCoverageWords()
  if (row.clauseIds.length > 0) return <span>{t('challenges.clauses', { count: row.clauseIds.length })}</span>
  const reason = words.gap(row)
  return <span className={css.gapCell}><span className={css.gap}>{t('challenges.noClause')}</span>{reason && <span className={css.gapReason}>{reason}</span>}</span>
}

import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import css from './clauses.module.css'

/** A block that refers to the clause, by the name of its place: "Article 4(2)". */
export interface Referral { readonly clauseId: string; readonly blockId: string; readonly label: string }

/** "Referred to by: Article 4(2), recital (6)", each a link that goes there. */
export function ReferredBy({ referrals, onGo }: { referrals: readonly Referral[]; onGo: (clauseId: string, blockId: string) => void }) {
  const { t } = useTranslation()
  return (
    <p className={css.referred}>
      <span className={css.caption}>{t('clauses.referredBy')}</span>
      {referrals.map(({ clauseId, blockId, label }, index) => (
        <Fragment key={`${clauseId}/${blockId}`}>
          {index > 0 && ', '}
          <a href={`#clause-${clauseId}`} onClick={(event) => { event.preventDefault(); onGo(clauseId, blockId) }}>{label}</a>
        </Fragment>
      ))}
    </p>
  )
}

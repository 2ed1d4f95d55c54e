import { useTranslation } from 'react-i18next'
import type { ProposalView } from '#domain/contract/proposals.ts'
import css from './proposals.module.css'

/** What a closed secret ballot publishes beside its count: the receipts, in which everybody who voted can look for theirs. */
export function SecretBallots({ published }: { published: NonNullable<ProposalView['secretBallots']> }) {
  const { t } = useTranslation()
  return (
    <details className={css.receipts}>
      <summary>{t('proposals.receipts', { count: published.receipts.length })}</summary>
      <p className={css.note}>{t('proposals.receiptsMean')}</p>
      <ul>{published.receipts.map((receipt) => <li key={receipt}><code>{receipt}</code></li>)}</ul>
    </details>
  )
}

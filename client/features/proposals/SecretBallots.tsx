import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { SecretBallotsView } from '#domain/contract/proposals.ts'
import { useMoreReceipts } from './proposals.api.ts'
import css from './proposals.module.css'

/** What a closed secret ballot publishes beside its count: the receipts, in which everybody who voted can look for theirs. */
export function SecretBallots({ proposalId, published, cast }: { proposalId: string; published: SecretBallotsView; cast: number }) {
  const { t } = useTranslation()
  const { data, isFetching, hasNextPage, refetch, fetchNextPage } = useMoreReceipts(proposalId, published.receipts.length)
  const receipts = [...published.receipts, ...data?.pages.flatMap((page) => page.receipts) ?? []]
  return (
    <details className={css.receipts}>
      <summary>{t('proposals.receipts', { count: cast })}</summary>
      <p className={css.note}>{t('proposals.receiptsMean')}</p>
      <ul>{receipts.map((receipt) => <li key={receipt}><code>{receipt}</code></li>)}</ul>
      {(data ? hasNextPage : published.more) && <Button variant="default" loading={isFetching} onClick={() => void (data ? fetchNextPage() : refetch())}>{t('proposals.moreReceipts')}</Button>}
    </details>
  )
}

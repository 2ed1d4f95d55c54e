import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '#client/ui/EmptyState.tsx'
import { Page } from '#client/ui/Page.tsx'

/** Shown in place of a page that broke: what is safe, and the way on. */
export function FailedPage() {
  const { t } = useTranslation()
  return (
    <Page>
      <h1 className="visually-hidden">{t('app.failedTitle')}</h1>
      <EmptyState title={t('app.failedTitle')} action={<Button variant="default" onClick={() => location.reload()}>{t('app.reload')}</Button>}>{t('app.failed')}</EmptyState>
    </Page>
  )
}

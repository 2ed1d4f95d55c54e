import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { usePageTitle } from '#client/lib/pageTitle.ts'
import { EmptyState } from '#client/ui/EmptyState.tsx'
import { Page } from '#client/ui/Page.tsx'

export function NotFoundPage() {
  const { t } = useTranslation()
  usePageTitle(t('app.notFoundTitle'))
  return (
    <Page>
      <h1 className="visually-hidden" tabIndex={-1}>{t('app.notFoundTitle')}</h1>
      <EmptyState title={t('app.notFoundTitle')} action={<Button component={Link} to="/" variant="default">{t('app.goHome')}</Button>}>{t('app.notFound')}</EmptyState>
    </Page>
  )
}

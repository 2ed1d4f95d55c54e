import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useRefusalSentence } from '#client/lib/reasons.ts'
import { Notice } from './Notice.tsx'

/** What failed, why, and the way to try again. */
export function ErrorNotice({ error, title, onRetry }: { error: unknown; title: string; onRetry?: () => void }) {
  const { t } = useTranslation()
  const sentence = useRefusalSentence()
  const retry = onRetry && <Button size="xs" variant="default" onClick={onRetry}>{t('ui.tryAgain')}</Button>
  return <Notice tone="error" title={`${title}.`} action={retry}>{sentence(error)}</Notice>
}

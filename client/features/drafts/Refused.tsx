import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Ending } from '#client/lib/sync.ts'
import { Notice } from '#client/ui/Notice.tsx'

/** Why the server took no more of what I wrote, and what I can do. Fetched with the page's other parts, so that it is there without a line. */
export default function Refused({ refused: { kind, clauseId, lost }, labelOf, putAway }: { refused: Ending; labelOf: (clauseId: string) => string | null; putAway: () => void }) {
  const { t } = useTranslation()
  const away = <Button size="xs" variant="default" onClick={putAway}>{t('drafts.putAway')}</Button>
  const again = <Button size="xs" variant="default" onClick={() => location.reload()}>{t('drafts.reload')}</Button>
  switch (kind) {
    case 'signedOut': return (
      <Notice tone="error" action={<Button component="a" size="xs" variant="default" href="/sign-in">{t('drafts.signIn')}</Button>}>
        {t('drafts.signedOut')}{lost > 0 && <> {t('drafts.signedOutWaiting', { count: lost })}</>}
      </Notice>
    )
    case 'hidden': return <Notice tone="error">{t('drafts.hidden')}</Notice>
    case 'outOfDate': return <Notice tone="warn" action={again}>{t('drafts.outOfDate')}</Notice>
    case 'restored': return <Notice tone="warn" action={away}>{t('drafts.restored')}</Notice>
    case 'atRest': return <Notice tone="info" action={away}>{t('drafts.cameToRest', { clause: (clauseId && labelOf(clauseId)) ?? t('drafts.aClause') })}</Notice>
    case 'forbidden': return <Notice tone="error" action={away}>{t('drafts.notAllowed')}</Notice>
    default: return <Notice tone="error" action={away}>{t('drafts.malformed')}</Notice>
  }
}

import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type OpenedDraft, useSyncState } from '#client/editor/useOpenDraft.ts'
import type { Ending } from '#client/lib/sync.ts'
import { useOnline } from '#client/lib/useOnline.ts'
import { Notice } from '#client/ui/Notice.tsx'
import type { DraftView } from '#domain/contract/drafts.ts'
import css from './drafts.module.css'
import { RescueCopies } from './RescueCopies.tsx'
import { useAfter } from './SaveMark.tsx'

/** What stands between a person's words and the shared text: offline, out of date, at rest, refused. In the flow, never a toast. */
export function SyncNotices({ opened, sync: { room, isDamaged }, labelOf }: { opened: OpenedDraft; sync: DraftView['sync']; labelOf: (clauseId: string) => string | null }) {
  const { t } = useTranslation()
  const { refused, putAway } = opened
  const state = useSyncState(opened)
  const online = useOnline()
  // That the line is down is said by the shell; here only what it means for my words, or that the server is not there.
  const offline = useAfter(state.connection === 'offline' && !state.ending && (online || state.waiting > 0), 2000)
  const waits = state.lasts ? t('drafts.offlineLasting', { count: state.waiting }) : t('drafts.offlineWaiting', { count: state.waiting })
  return (
    <div className={css.notices}>
      {isDamaged && <Notice tone="error">{t('drafts.damaged')}</Notice>}
      {offline && <Notice tone="warn">{state.waiting > 0 ? waits : t('drafts.offlineNotice')}</Notice>}
      {refused && <Refused refused={refused} labelOf={labelOf} putAway={putAway} />}
      <RescueCopies room={room} />
    </div>
  )
}

function Refused({ refused: { kind, clauseId, lost }, labelOf, putAway }: { refused: Ending; labelOf: (clauseId: string) => string | null; putAway: () => void }) {
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

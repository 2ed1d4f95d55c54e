import { useTranslation } from 'react-i18next'
import { type OpenedDraft, useSyncState } from '#client/editor/useOpenDraft.ts'
import { later } from '#client/lib/later.tsx'
import { useOnline } from '#client/lib/useOnline.ts'
import { Notice } from '#client/ui/Notice.tsx'
import type { DraftView } from '#domain/contract/drafts.ts'
import css from './drafts.module.css'
import { RescueCopies } from './RescueCopies.tsx'
import { useAfter } from './SaveMark.tsx'

const Refused = later(() => import('./Refused.tsx'))

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

import { Button } from '@mantine/core'
import { IconBook2, IconHistory, IconListTree } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { OpenDraft } from '#client/editor/openDraft.ts'
import { HereNow } from '#client/features/drafts/HereNow.tsx'
import { SaveMark } from '#client/features/drafts/SaveMark.tsx'
import type { SyncState } from '#client/lib/sync.ts'
import css from './draft.module.css'
import { useReadingKey } from './read/useReadingKey.ts'

interface DraftToolsProps { readonly draftId: string; readonly open: OpenDraft; readonly state: SyncState; readonly mayEdit: boolean; readonly onOutline: () => void }

/** Whether my words are kept, who is here, the ways to read it and to its history, and to the outline where it has no column. */
export function DraftTools({ draftId, open, state, mayEdit, onOutline }: DraftToolsProps) {
  const { t } = useTranslation()
  useReadingKey(`/drafts/${draftId}/read`)
  return (
    <>
      <SaveMark state={state} mayEdit={mayEdit} />
      <HereNow presences={open.editing.presences} />
      <Button component={Link} to={`/drafts/${draftId}/read`} className={`${css.historyButton} ${css.readButton}`} size="xs" variant="default" title={t('reading.openTitle')} aria-keyshortcuts="Control+Alt+R" leftSection={<IconBook2 size={16} aria-hidden />}><span className={css.historyWord}>{t('reading.open')}</span></Button>
      <Button component={Link} to={`/drafts/${draftId}/history`} className={css.historyButton ?? ''} size="xs" variant="default" title={t('versions.open')} leftSection={<IconHistory size={16} aria-hidden />}><span className={css.historyWord}>{t('versions.open')}</span></Button>
      <Button className={css.outlineButton ?? ''} size="xs" variant="default" leftSection={<IconListTree size={16} aria-hidden />} onClick={onOutline}>{t('drafts.openOutline')}</Button>
    </>
  )
}

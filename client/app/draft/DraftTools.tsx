import { Button } from '@mantine/core'
import { IconListTree } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { OpenDraft } from '#client/editor/openDraft.ts'
import { HereNow } from '#client/features/drafts/HereNow.tsx'
import { SaveMark } from '#client/features/drafts/SaveMark.tsx'
import type { SyncState } from '#client/lib/sync.ts'
import css from './draft.module.css'

interface DraftToolsProps { readonly open: OpenDraft; readonly state: SyncState; readonly mayEdit: boolean; readonly onOutline: () => void }

/** Whether my words are kept, who is here, and the way to the outline where it has no column. */
export function DraftTools({ open, state, mayEdit, onOutline }: DraftToolsProps) {
  const { t } = useTranslation()
  return (
    <>
      <SaveMark state={state} mayEdit={mayEdit} />
      <HereNow presences={open.editing.presences} />
      <Button className={css.outlineButton ?? ''} size="xs" variant="default" leftSection={<IconListTree size={16} aria-hidden />} onClick={onOutline}>{t('drafts.openOutline')}</Button>
    </>
  )
}

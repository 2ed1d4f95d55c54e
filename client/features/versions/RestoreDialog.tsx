import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { Dialog } from '#client/ui/Dialog.tsx'
import { RefusalNote } from '#client/ui/RefusalNote.tsx'
import type { RestoredView } from '#domain/contract/versions.ts'
import css from './versions.module.css'
import { useRestore } from './versions.api.ts'

interface RestoreDialogProps { readonly draftId: string; readonly seq: number; readonly when: string; readonly clause: { readonly id: string; readonly name: string } | null; readonly opened: boolean; readonly onClose: () => void }

/** Asks before words come back, says what it means, and afterwards what became of it. */
export default function RestoreDialog({ draftId, seq, when, clause, opened, onClose }: RestoreDialogProps) {
  const { t } = useTranslation()
  const restore = useRestore(draftId)
  const title = clause ? t('versions.restoreClauseTitle', { clause: clause.name, when }) : t('versions.restoreAllTitle', { when })
  const close = () => { restore.reset(); onClose() }
  if (restore.data) return <Dialog opened={opened} title={title} onClose={close}><Done draftId={draftId} clauseId={clause?.id ?? null} restored={restore.data} onClose={close} /></Dialog>
  return (
    <Dialog opened={opened} title={title} onClose={close}>
      <p>{clause ? t('versions.restoreClauseMeans') : t('versions.restoreAllMeans')}</p>
      <p>{t('versions.nothingIsLost')}</p>
      <RefusalNote error={restore.error} />
      <div className={css.dialogActs}>
        <Button variant="default" onClick={close}>{t('ui.cancel')}</Button>
        <Button loading={restore.isPending} onClick={() => restore.mutate({ seq, ...(clause && { clauseId: clause.id }) })}>{t(clause ? 'versions.restoreClause' : 'versions.restoreAll')}</Button>
      </div>
    </Dialog>
  )
}

function Done({ draftId, clauseId, restored: { changed }, onClose }: { draftId: string; clauseId: string | null; restored: RestoredView; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <>
      <p role="status">{changed.length > 0 ? t('versions.restored', { count: changed.length }) : t('versions.nothingRestored')}</p>
      <div className={css.dialogActs}>
        <Button variant="default" onClick={onClose}>{t('ui.close')}</Button>
        <Button component={Link} to={`/drafts/${draftId}${clauseId ? `#clause-${clauseId}` : ''}`}>{t('versions.seeInDraft')}</Button>
      </div>
    </>
  )
}

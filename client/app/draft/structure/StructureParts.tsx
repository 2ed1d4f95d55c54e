import { useTranslation } from 'react-i18next'
import type { DraftReading } from '#client/editor/draftText.ts'
import type { OpenDraft } from '#client/editor/openDraft.ts'
import { Confirm } from '#client/ui/Confirm.tsx'
import { referredToBy } from '#domain/text/backReferences.ts'
import type { LabelLanguage } from '#domain/text/numbering.ts'
import { placeName } from '../names.ts'
import { MoveDialog } from './MoveDialog.tsx'
import { type Structuring, StructuringContext } from './structuring.ts'
import css from './structure.module.css'
import { UndoNotice } from './UndoNotice.tsx'
import type { AskedAct, Removed } from './useStructureActs.ts'

export interface StructurePartsProps {
  readonly open: OpenDraft
  readonly reading: DraftReading
  readonly language: LabelLanguage
  readonly structuring: Structuring
  readonly asked: AskedAct | null
  readonly removed: Removed | null
  readonly onClose: () => void
  readonly onForget: () => void
}

/** What changes of structure ask and tell, over the page. */
export default function StructureParts({ open, reading, language, structuring, asked, removed, onClose, onForget }: StructurePartsProps) {
  return (
    <StructuringContext value={structuring}>
      {asked?.what === 'place' && <MoveDialog clauseId={asked.clauseId} reading={reading} onClose={onClose} />}
      {asked?.what === 'removal' && <RemovalDialog clauseId={asked.clauseId} reading={reading} language={language} onClose={onClose} structuring={structuring} />}
      {removed && <UndoNotice open={open} removed={removed} onForget={onForget} />}
    </StructuringContext>
  )
}

interface RemovalDialogProps { readonly clauseId: string; readonly reading: DraftReading; readonly language: LabelLanguage; readonly structuring: Structuring; readonly onClose: () => void }

/** Before something is taken out that others refer to: which ones, by name. */
function RemovalDialog({ clauseId, reading, language, structuring, onClose }: RemovalDialogProps) {
  const { t } = useTranslation()
  const name = structuring.nameOf(clauseId)
  const referrers = referredToBy(reading.clauses.map(({ id, content }) => [id, content] as const)).get(clauseId) ?? []
  const names = [...new Set(referrers.flatMap(({ clauseId: from, blockId }) => {
    const clause = reading.clauses.find(({ id }) => id === from)
    return clause ? [placeName(reading, clause, blockId, t, language)] : []
  }))]
  return (
    <Confirm opened danger title={t('structure.removeTitle', { name })} action={t('structure.removeAct', { name })} onClose={onClose} onConfirm={() => { onClose(); structuring.removeNow(clauseId) }}>
      <p>{t('structure.removeReferred', { count: names.length })}</p>
      <ul className={css.referrers}>{names.map((each) => <li key={each}>{each}</li>)}</ul>
      <p>{t('structure.removeBroken')}</p>
    </Confirm>
  )
}

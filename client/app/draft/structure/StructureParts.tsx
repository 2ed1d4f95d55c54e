import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { DraftReading } from '#client/editor/draftText.ts'
import { ReferencePicker } from '#client/editor/references/ReferencePicker.tsx'
import { Confirm } from '#client/ui/Confirm.tsx'
import { referredToBy } from '#domain/text/backReferences.ts'
import type { LabelLanguage } from '#domain/text/languages.ts'
import { placeName } from '../names.ts'
import { MoveDialog } from './MoveDialog.tsx'
import type { Structuring } from './structuring.ts'
import css from './structure.module.css'
import { UndoNotice } from './UndoNotice.tsx'
import { type StructureScope, useStructureActs } from './useStructureActs.ts'

interface StructurePartsProps extends StructureScope {
  readonly reading: DraftReading
  /** Given what can be done once it can be, and null when it cannot any more. */
  readonly onReady: (structuring: Structuring | null) => void
}

/** Changes of structure, and references: what they do, ask and tell. For whoever may edit, fetched when the page has nothing better to do. */
export default function StructureParts({ reading, onReady, ...scope }: StructurePartsProps) {
  const { structuring, asked, removed, close, forget } = useStructureActs(scope)
  useEffect(() => {
    onReady(structuring)
    return () => onReady(null)
  }, [structuring, onReady])
  return (
    <>
      <ReferencePicker open={scope.open} language={scope.language} />
      {asked?.what === 'place' && <MoveDialog clauseId={asked.clauseId} reading={reading} structuring={structuring} onClose={close} />}
      {asked?.what === 'removal' && <RemovalDialog clauseId={asked.clauseId} reading={reading} language={scope.language} onClose={close} structuring={structuring} />}
      {removed && <UndoNotice open={scope.open} removed={removed} onForget={forget} />}
    </>
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

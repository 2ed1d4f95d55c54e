import { IconArrowBackUp } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useContent } from '#client/editor/draftReading.ts'
import type { DraftReading, DraftText } from '#client/editor/draftText.ts'
import { useLawLanguage } from '#client/editor/lawLanguage.ts'
import { StaticBlocks } from '#client/editor/StaticBlocks.tsx'
import css from './read.module.css'
import type { BrokenLabel } from './ReadLaw.tsx'

interface NotesProps { readonly reading: DraftReading; readonly text: DraftText; readonly brokenLabel: BrokenLabel }
interface NotePlace { readonly clauseId: string; readonly blockId: string; readonly number: string }

/** The notes of the whole law by their numbers, with the way back to the words. */
export function ReadNotes({ reading, text, brokenLabel }: NotesProps) {
  const { t } = useTranslation()
  const places = reading.clauses.flatMap(({ id, content }) => content.blocks.flatMap((block): NotePlace[] => {
    const number = block.type === 'note' ? reading.labelOf({ target: id, block: block.id, form: 'note' }) : null
    return number === null ? [] : [{ clauseId: id, blockId: block.id, number }]
  })).sort((a, b) => Number(a.number) - Number(b.number))
  if (places.length === 0) return null
  return (
    <section className={css.notes} aria-label={t('reading.notes')}>
      <h2>{t('reading.notes')}</h2>
      {places.map((place) => <Note key={place.blockId} place={place} text={text} labelOf={reading.labelOf} brokenLabel={brokenLabel} />)}
    </section>
  )
}

const nothing: never[] = []

function Note({ place: { clauseId, blockId, number }, text, labelOf, brokenLabel }: { place: NotePlace; text: DraftText; labelOf: DraftReading['labelOf']; brokenLabel: BrokenLabel }) {
  const { t } = useTranslation()
  const law = useLawLanguage()
  const content = useContent(text, clauseId)
  const kind = text.clause(clauseId)?.kind
  const block = content?.blocks.find(({ id }) => id === blockId)
  if (!kind || !block) return null
  return (
    <div id={`note-${blockId}`} data-clause={clauseId} className={css.note}>
      <div className="law" lang={law}>
        <StaticBlocks clauseId={clauseId} kind={kind} blocks={[block]} highlights={nothing} carets={nothing} terms={nothing} referenceLabel={labelOf} brokenLabel={brokenLabel} />
      </div>
      <a href={`#clause-${clauseId}`} className={css.back} aria-label={t('reading.back', { number })}><IconArrowBackUp size={16} aria-hidden /></a>
    </div>
  )
}

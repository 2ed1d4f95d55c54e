import { Button, NativeSelect } from '@mantine/core'
import { IconListSearch } from '@tabler/icons-react'
import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'wouter'
import { ClauseBody } from '#client/editor/ClauseBody.tsx'
import { useStructure } from '#client/editor/draftReading.ts'
import type { OpenDraft } from '#client/editor/openDraft.ts'
import css from '#client/features/amendments/amendments.module.css'
import { later } from '#client/lib/later.tsx'
import type { AmendmentView } from '#domain/contract/amendments.ts'
import type { DraftView } from '#domain/contract/drafts.ts'
import type { Shown } from '../draft/commands.ts'
import { MenuButton } from '../draft/MenuButton.tsx'
import { clauseName } from '../draft/names.ts'
import { type Structuring, StructuringContext } from '../draft/structure/structuring.ts'
import { useLabelLanguage } from '#client/lib/useLabelLanguage.ts'
import { useBegun } from './useBegun.ts'
import { useDifferenceAgain } from './useDifferenceAgain.ts'

// The tools of the draft page, fetched once the words can be written.
const BranchMenu = later(() => import('./BranchMenu.tsx'))
const StructureParts = later(() => import('../draft/structure/StructureParts.tsx'), { isForAll: false, isPatient: true })
const BranchCommands = later(() => import('./BranchCommands.tsx'), { isForAll: false, isPatient: true })
const Pasted = later(() => import('#client/editor/paste/Pasted.tsx'), { isForAll: false, isPatient: true })

const nothing: ReadonlySet<string> = new Set()

interface WrittenProps { readonly amendment: AmendmentView; readonly draft: DraftView; readonly open: OpenDraft; readonly isOver: boolean; readonly changed: readonly string[] }

/**
 * The words of an open branch. Of the whole text only what the amendment is about is shown: what the sponsors chose, what it changes, and
 * whatever any of them puts in. A provision that is left out is seen in the difference.
 */
export function Written({ amendment, draft, open, isOver, changed }: WrittenProps) {
  const { t } = useTranslation()
  const language = useLabelLanguage()
  const reading = useStructure(open.text)
  const [search] = useSearchParams()
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [structuring, setStructuring] = useState<Structuring | null>(null)
  const [asked, show] = useState<Shown>(null)
  const [first] = useState(() => new Set(reading.clauses.map(({ id }) => id)))
  const lastWritten = useRef<string | null>(null)
  const acts = isOver ? null : structuring
  useDifferenceAgain(open, amendment.id)
  useBegun(open, acts)
  const inDraft = useMemo(() => new Set(draft.clauses.map(({ id }) => id)), [draft])
  const wanted = new Set([...search.getAll('clause'), ...chosen, ...changed])
  const isShown = ({ id }: { id: string }) => wanted.has(id) || (!first.has(id) && !inDraft.has(id))
  const shown = reading.clauses.filter(isShown)
  const nameOf = (clause: (typeof shown)[number]) => [clauseName(reading, clause, t, language), clause.kind === 'title' ? null : clause.heading].filter(Boolean).join(', ')
  return (
    <StructuringContext value={acts}>
      <div className={css.bar}>
        <p className={css.note}>{t('amendments.structureHint')}</p>
        <Button size="xs" variant="default" aria-haspopup="dialog" aria-keyshortcuts="Control+K" leftSection={<IconListSearch size={16} aria-hidden />} onClick={() => show('palette')}>{t('commands.palette')}</Button>
      </div>
      <div className={css.sheet}>
        {shown.map((clause) => (
          <div key={clause.id} id={`clause-${clause.id}`} className={css.clause} data-clause={clause.id} role="group" tabIndex={-1} aria-label={nameOf(clause)}>
            <div className={css.clauseName}>
              <span>{clauseName(reading, clause, t, language)}</span>
              {clause.kind !== 'title' && <span className={css.clauseMenu}><MenuButton name={clauseName(reading, clause, t, language)} menu={(button) => <BranchMenu until={button} clause={clause} open={open}>{button}</BranchMenu>} /></span>}
            </div>
            <ClauseBody clauseId={clause.id} kind={clause.kind} text={open.text} editing={open.editing} mayEdit={!isOver} near label={nameOf(clause)} describedBy="words" onFocus={() => { lastWritten.current = clause.id }} />
          </div>
        ))}
        {shown.length === 0 && <p className={css.note}>{t('amendments.chooseFirst')}</p>}
      </div>
      <NativeSelect
        className={css.more} label={t('amendments.addClause')} value="" onChange={(event) => setChosen([...chosen, event.currentTarget.value])}
        data={[{ value: '', label: t('amendments.chooseClause') }, ...reading.clauses.filter((clause) => !isShown(clause)).map((clause) => ({ value: clause.id, label: nameOf(clause) }))]}
      />
      <BranchCommands open={open} structuring={acts} current={() => lastWritten.current ?? shown[0]?.id ?? null} shown={asked} onShow={show} />
      <Pasted doc={open.text.doc} />
      <StructureParts open={open} reading={reading} whyNoEdit="" frozen={isOver} resting={nothing} held={nothing} language={language} home="words" onReady={setStructuring} />
    </StructuringContext>
  )
}

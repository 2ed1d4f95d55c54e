import { NativeSelect } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'wouter'
import { ClauseBody, fetchEditor } from '#client/editor/ClauseBody.tsx'
import { useStructure } from '#client/editor/draftReading.ts'
import type { OpenDraft } from '#client/editor/openDraft.ts'
import { useIsOver, useOpenDraft } from '#client/editor/useOpenDraft.ts'
import css from '#client/features/amendments/amendments.module.css'
import { SaveMark, useWarning } from '#client/features/drafts/SaveMark.tsx'
import { SyncNotices } from '#client/features/drafts/SyncNotices.tsx'
import { keys, queryClient } from '#client/lib/query.ts'
import { useMe } from '#client/lib/useMe.ts'
import { LoadingBars } from '#client/ui/LoadingBars.tsx'
import type { AmendmentView } from '#domain/contract/amendments.ts'
import type { DraftView } from '#domain/contract/drafts.ts'
import { clauseName } from '../draft/names.ts'
import { useEditorWords } from '../draft/useEditorWords.ts'
import { useLabelLanguage } from '../draft/useLabelLanguage.ts'

interface BranchProps { readonly amendment: AmendmentView; readonly draft: DraftView; /** What it changes so far. */ readonly changed: readonly string[] }

// The difference is made on the server: asked for again when the writing rests, not with every letter.
const restsAfterMs = 800
const asked = ['difference', 'pieces']

/** The branch in which the sponsors write together, with the draft's own editor. Only the clauses they chose are shown. */
export function Branch({ amendment, draft, changed }: BranchProps) {
  const { t } = useTranslation()
  const me = useMe()
  const opened = useOpenDraft(me && { ...amendment.sync, userId: me.user?.id ?? null }, useEditorWords())
  const isOver = useIsOver(opened)
  useWarning(opened)
  fetchEditor()
  return (
    <section aria-labelledby="words">
      <h2 id="words" className={css.section}>{t('amendments.words')}</h2>
      <p className={css.note}>{t('amendments.wordsHint')} <SaveMark opened={opened} mayEdit /></p>
      <SyncNotices opened={opened} sync={{ ...draft.sync, room: amendment.sync.room }} labelOf={() => null} />
      {opened.open ? <Written amendment={amendment} open={opened.open} isOver={isOver} changed={changed} /> : <LoadingBars label={t('amendments.loading')} />}
    </section>
  )
}

interface WrittenProps { readonly amendment: AmendmentView; readonly open: OpenDraft; readonly isOver: boolean; readonly changed: readonly string[] }

function Written({ amendment: { id }, open, isOver, changed }: WrittenProps) {
  const { t } = useTranslation()
  const language = useLabelLanguage()
  const reading = useStructure(open.text)
  const [search] = useSearchParams()
  const [chosen, setChosen] = useState<readonly string[]>([])
  useDifferenceAgain(open, id)
  const shown = new Set([...search.getAll('clause'), ...chosen, ...changed])
  const others = reading.clauses.filter((clause) => !shown.has(clause.id))
  const nameOf = (clause: (typeof others)[number]) => [clauseName(reading, clause, t, language), clause.kind === 'title' ? null : clause.heading].filter(Boolean).join(', ')
  return (
    <>
      <div className={css.sheet}>
        {reading.clauses.filter((clause) => shown.has(clause.id)).map((clause) => (
          <div key={clause.id} id={`clause-${clause.id}`} className={css.clause} data-clause={clause.id} role="group" tabIndex={-1} aria-label={nameOf(clause)}>
            <p className={css.clauseName}>{clauseName(reading, clause, t, language)}</p>
            <ClauseBody clauseId={clause.id} kind={clause.kind} text={open.text} editing={open.editing} mayEdit={!isOver} near label={nameOf(clause)} describedBy="words" onFocus={nothing} />
          </div>
        ))}
        {shown.size === 0 && <p className={css.note}>{t('amendments.chooseFirst')}</p>}
      </div>
      <NativeSelect
        className={css.more} label={t('amendments.addClause')} value="" onChange={(event) => setChosen([...chosen, event.currentTarget.value])}
        data={[{ value: '', label: t('amendments.chooseClause') }, ...others.map((clause) => ({ value: clause.id, label: nameOf(clause) }))]}
      />
    </>
  )
}

const nothing = () => undefined

function useDifferenceAgain({ text }: OpenDraft, amendmentId: string) {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const stop = text.onWords(() => {
      clearTimeout(timer)
      timer = setTimeout(() => asked.forEach((what) => void queryClient.invalidateQueries({ queryKey: [...keys.amendment(amendmentId), what] })), restsAfterMs)
    })
    return () => { clearTimeout(timer); stop() }
  }, [text, amendmentId])
}

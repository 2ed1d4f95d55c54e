import { useTranslation } from 'react-i18next'
import { fetchEditor } from '#client/editor/ClauseBody.tsx'
import { useIsOver, useOpenDraft } from '#client/editor/useOpenDraft.ts'
import css from '#client/features/amendments/amendments.module.css'
import { SaveMark, useWarning } from '#client/features/drafts/SaveMark.tsx'
import { SyncNotices } from '#client/features/drafts/SyncNotices.tsx'
import { useMe } from '#client/lib/useMe.ts'
import { LoadingBars } from '#client/ui/LoadingBars.tsx'
import type { AmendmentView } from '#domain/contract/amendments.ts'
import type { DraftView } from '#domain/contract/drafts.ts'
import { useEditorWords } from '../draft/useEditorWords.ts'
import { Written } from './Written.tsx'

interface BranchProps { readonly amendment: AmendmentView; readonly draft: DraftView; /** What it changes so far. */ readonly changed: readonly string[] }

/** The branch in which the sponsors write together, with the draft's own editor and menus. */
export default function Branch({ amendment, draft, changed }: BranchProps) {
  const { t } = useTranslation()
  const me = useMe()
  const opened = useOpenDraft(me && { ...amendment.sync, userId: me.user?.id ?? null }, draft.language, useEditorWords())
  const isOver = useIsOver(opened)
  useWarning(opened)
  fetchEditor()
  return (
    <>
      <p className={css.note}>{t('amendments.wordsHint')} <SaveMark opened={opened} mayEdit /></p>
      <SyncNotices opened={opened} sync={{ ...draft.sync, room: amendment.sync.room }} labelOf={() => null} />
      {opened.open ? <Written amendment={amendment} draft={draft} open={opened.open} isOver={isOver} changed={changed} /> : <LoadingBars label={t('amendments.loading')} />}
    </>
  )
}

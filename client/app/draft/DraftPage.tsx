import { useTranslation } from 'react-i18next'
import { useParams } from 'wouter'
import { StageBar } from '#client/features/drafts/StageBar.tsx'
import { useDraft } from '#client/features/drafts/drafts.api.ts'
import { Masthead } from '#client/features/drafts/Masthead.tsx'
import { RescueCopies } from '#client/features/drafts/RescueCopies.tsx'
import { SaveMark, useWarning } from '#client/features/drafts/SaveMark.tsx'
import { SyncNotices } from '#client/features/drafts/SyncNotices.tsx'
import { fetchEditor } from '#client/editor/ClauseBody.tsx'
import { LawLanguage } from '#client/editor/lawLanguage.ts'
import { useOpenDraft } from '#client/editor/useOpenDraft.ts'
import { useFormat, useLocalized } from '#client/lib/format.ts'
import { useCan } from '#client/lib/useCan.ts'
import { useMe } from '#client/lib/useMe.ts'
import { usePageTitle } from '#client/lib/pageTitle.ts'
import { ErrorNotice } from '#client/ui/ErrorNotice.tsx'
import { LoadingBars } from '#client/ui/LoadingBars.tsx'
import { Refusal } from '#domain/errors.ts'
import { draftRoom } from '#domain/ids.ts'
import { schemaVersion } from '#domain/text/kinds.ts'
import type { DraftView } from '#domain/contract/drafts.ts'
import { DraftWorkspace } from './DraftWorkspace.tsx'
import css from './draft.module.css'
import { FirstText } from './FirstText.tsx'
import { useEditorWords } from './useEditorWords.ts'

/** The draft: outline, the text as one page, discussion and votes beside it. */
export function DraftPage() {
  const { draftId = '' } = useParams()
  const { t } = useTranslation()
  const draft = useDraft(draftId)
  usePageTitle(useLocalized()(draft.data?.title ?? { en: t('drafts.loading') }))
  // A server that is away for a while takes nothing from the page; a refusal does. What somebody wrote before it is theirs still.
  const isRefused = draft.error instanceof Refusal && draft.error.code !== 'unavailable'
  if (draft.error && (isRefused || !draft.data)) return <main id="main"><ErrorNotice error={draft.error} title={t('drafts.failed')} onRetry={() => void draft.refetch()} /><RescueCopies room={draftRoom(draftId)} /></main>
  if (!draft.data) return <main id="main" aria-busy className={css.desk}><div className={css.sheet}><LoadingBars label={t('drafts.loading')} /></div></main>
  return <LawLanguage value={draft.data.language}><LoadedDraft key={draftId} draft={draft.data} /></LawLanguage>
}

function LoadedDraft({ draft }: { draft: DraftView }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { room, generation } = draft.sync
  const me = useMe()
  const opened = useOpenDraft(me && { room, generation, schema: schemaVersion, userId: me.user?.id ?? null }, draft.language, useEditorWords())
  const mayEdit = useCan('clause.edit', { workspaceId: draft.workspaceId, draftId: draft.id, stage: draft.stage }).allowed
  // While drawing, not after it: by the time the first words are painted the editor can be here. Asking twice fetches once.
  if (mayEdit) fetchEditor()
  useWarning(opened)
  if (opened.open) return <DraftWorkspace draft={draft} open={opened.open} opened={opened} />
  return (
    <>
      <StageBar draft={draft} note={t('drafts.stageSince', { date: format.date(draft.stageSince) })}><SaveMark opened={opened} mayEdit={false} /></StageBar>
      <div className={css.work}>
        <nav className={`${css.column} ${css.outline}`} aria-label={t('drafts.outline')} />
        <main id="main" className={css.desk} tabIndex={-1}>
          <SyncNotices opened={opened} sync={draft.sync} labelOf={() => null} />
          <article className={css.sheet}>
            <Masthead draft={draft} />
            <FirstText clauses={draft.clauses.filter(({ kind }) => kind !== 'title')} />
          </article>
        </main>
        <aside className={`${css.column} ${css.side}`} aria-label={t('drafts.panels')} />
      </div>
    </>
  )
}

import { useTranslation } from 'react-i18next'
import { useParams } from 'wouter'
import { useStructure } from '#client/editor/draftReading.ts'
import type { DraftText } from '#client/editor/draftText.ts'
import { type OpenedDraft, useOpenDraft } from '#client/editor/useOpenDraft.ts'
import { useDraft } from '#client/features/drafts/drafts.api.ts'
import { Masthead } from '#client/features/drafts/Masthead.tsx'
import { SyncNotices } from '#client/features/drafts/SyncNotices.tsx'
import { useLocalized } from '#client/lib/format.ts'
import { usePageTitle } from '#client/lib/pageTitle.ts'
import { useMe } from '#client/lib/useMe.ts'
import { ErrorNotice } from '#client/ui/ErrorNotice.tsx'
import { LoadingBars } from '#client/ui/LoadingBars.tsx'
import type { DraftView } from '#domain/contract/drafts.ts'
import { Refusal } from '#domain/errors.ts'
import { schemaVersion } from '#domain/text/kinds.ts'
import draftCss from '../draft.module.css'
import { FirstText } from '../FirstText.tsx'
import { useLabelLanguage } from '../useLabelLanguage.ts'
import css from './read.module.css'
import { ReadLaw } from './ReadLaw.tsx'
import { ReadTools } from './ReadTools.tsx'
import { usePrintedPage } from './usePrintedPage.ts'

/** The whole law as one page to read, copy and print: no editor, and what others write in it appears. */
export function ReadPage() {
  const { draftId = '' } = useParams()
  const { t } = useTranslation()
  const draft = useDraft(draftId)
  usePageTitle(useLocalized()(draft.data?.title ?? { en: t('drafts.loading') }))
  const isRefused = draft.error instanceof Refusal && draft.error.code !== 'unavailable'
  if (draft.error && (isRefused || !draft.data)) return <main id="main"><ErrorNotice error={draft.error} title={t('drafts.failed')} onRetry={() => void draft.refetch()} /></main>
  if (!draft.data) return <main id="main" aria-busy className={css.desk}><div className={draftCss.sheet}><LoadingBars label={t('drafts.loading')} /></div></main>
  return <LoadedLaw key={draftId} draft={draft.data} />
}

function LoadedLaw({ draft }: { draft: DraftView }) {
  const { t } = useTranslation()
  const me = useMe()
  const { room, generation } = draft.sync
  const opened = useOpenDraft(me && { room, generation, schema: schemaVersion, userId: me.user?.id ?? null }, { brokenReference: t('editor.brokenReference'), emptyBlock: t('editor.emptyBlock') })
  usePrintedPage(draft.title.en, draft.reference)
  return (
    <>
      <ReadTools draftId={draft.id} />
      {opened.open ? <LivingLaw draft={draft} text={opened.open.text} opened={opened} /> : (
        <main id="main" className={css.desk} tabIndex={-1}>
          <article className={`${draftCss.sheet} ${css.sheet}`}>
            <Masthead draft={draft} />
            <FirstText clauses={draft.clauses.filter(({ kind }) => kind !== 'title')} />
          </article>
        </main>
      )}
    </>
  )
}

function LivingLaw({ draft, text, opened }: { draft: DraftView; text: DraftText; opened: OpenedDraft }) {
  const language = useLabelLanguage()
  const reading = useStructure(text)
  return (
    <main id="main" className={css.desk} tabIndex={-1}>
      <SyncNotices opened={opened} sync={draft.sync} labelOf={(id) => reading.labelOf({ target: id, block: null, form: 'full' }, language)} />
      <ReadLaw draft={draft} reading={reading} text={text} />
    </main>
  )
}

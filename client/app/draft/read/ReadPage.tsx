import { useTranslation } from 'react-i18next'
import { useParams } from 'wouter'
import { LawLanguage } from '#client/editor/lawLanguage.ts'
import { useDraft } from '#client/features/drafts/drafts.api.ts'
import { useLocalized } from '#client/lib/format.ts'
import { later } from '#client/lib/later.tsx'
import { usePageTitle } from '#client/lib/pageTitle.ts'
import { ErrorNotice } from '#client/ui/ErrorNotice.tsx'
import { LoadingBars } from '#client/ui/LoadingBars.tsx'
import type { DraftView } from '#domain/contract/drafts.ts'
import { Refusal } from '#domain/errors.ts'
import draftCss from '../draft.module.css'
import { FirstLaw } from './FirstLaw.tsx'
import css from './read.module.css'
import { ReadTools } from './ReadTools.tsx'
import { usePrintedPage } from './usePrintedPage.ts'

// The first words can be read before the shared text, and what it is read with, is here.
const LivingLaw = later(() => import('./LivingLaw.tsx'))

/** The whole law as one page to read, copy and print: no editor, and what others write in it appears. */
export function ReadPage() {
  const { draftId = '' } = useParams()
  const { t } = useTranslation()
  const draft = useDraft(draftId)
  // A script that does not come is asked for again when it is drawn.
  void LivingLaw.fetch().catch(() => undefined)
  usePageTitle(useLocalized()(draft.data?.title ?? { en: t('drafts.loading') }))
  const isRefused = draft.error instanceof Refusal && draft.error.code !== 'unavailable'
  if (draft.error && (isRefused || !draft.data)) return <main id="main"><ErrorNotice error={draft.error} title={t('drafts.failed')} onRetry={() => void draft.refetch()} /></main>
  if (!draft.data) return <main id="main" aria-busy className={css.desk}><div className={draftCss.sheet}><LoadingBars label={t('drafts.loading')} /></div></main>
  return <LawLanguage value={draft.data.language}><LoadedLaw key={draftId} draft={draft.data} /></LawLanguage>
}

function LoadedLaw({ draft }: { draft: DraftView }) {
  usePrintedPage(draft.title[draft.language] ?? draft.title.en, draft.reference)
  return (
    <>
      <ReadTools draftId={draft.id} />
      <LivingLaw draft={draft} until={<FirstLaw draft={draft} />} />
    </>
  )
}

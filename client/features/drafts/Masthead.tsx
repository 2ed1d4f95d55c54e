import { IconRosetteDiscountCheck } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useFormat, useLocalized } from '#client/lib/format.ts'
import { Marked } from '#client/ui/Marked.tsx'
import { useStageNames } from '#client/ui/StageSteps.tsx'
import type { DraftView } from '#domain/contract/drafts.ts'
import css from './drafts.module.css'

/** The head of the sheet: reference, stage, language and date between rules, then the title of the law. `onLanguage`: what whoever may change the language is asked by. */
export function Masthead({ draft, onLanguage, children }: { draft: DraftView; onLanguage?: (() => void) | undefined; children?: ReactNode }) {
  const { t } = useTranslation()
  const format = useFormat()
  const localized = useLocalized()
  const stages = useStageNames()
  const language = format.language(draft.language)
  return (
    <header className={css.masthead}>
      <hr className={css.oxford} aria-hidden />
      <p className={css.mastLine}><span>{draft.reference}</span><span>{stages[draft.stage]}</span>{onLanguage ? <button type="button" aria-haspopup="dialog" aria-label={t('drafts.languageIs', { language })} onClick={onLanguage}>{language}</button> : <span>{language}</span>}<time dateTime={draft.stageSince}>{format.date(draft.stageSince)}</time></p>
      {children
        ? <div className={css.mastTitle} role="heading" aria-level={1}>{children}</div>
        : <h1 className={`${css.mastTitle} ${css.mastHeading}`} lang={draft.language}>{draft.title[draft.language] ?? draft.title.en}</h1>}
      {draft.adoption && <Adoption draftId={draft.id} adoption={draft.adoption} />}
      {draft.longTitle && <p className={css.by}>{localized(draft.longTitle)}</p>}
    </header>
  )
}

/** That the draft was adopted as a whole, by which decision, and whether it still has those words. */
function Adoption({ draftId, adoption: { proposalId, number, closedAt, seq, changed } }: { draftId: string; adoption: NonNullable<DraftView['adoption']> }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <p className={css.adopted}>
      <IconRosetteDiscountCheck size={18} stroke={1.6} aria-hidden />
      <span>
        <Marked text={t('drafts.adoptedBy', { number, date: format.date(closedAt) })} parts={{ vote: <Link to={`/proposals/${proposalId}`} /> }} />{' '}
        {changed.length === 0 ? t('drafts.adoptedUnchanged') : <Marked text={t('drafts.adoptedChanged', { count: changed.length })} parts={{ since: <Link to={`/drafts/${draftId}/history?from=${seq}`} /> }} />}
      </span>
    </p>
  )
}

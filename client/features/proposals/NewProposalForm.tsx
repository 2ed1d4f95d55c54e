import { NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocalized } from '#client/lib/format.ts'
import type { ClauseView, DraftView } from '#domain/contract/drafts.ts'
import type { OpenProposal } from '#domain/contract/proposals.ts'
import { amongAlternatives, firstMethod, type MethodDraft } from './MethodFields.tsx'
import css from './proposals.module.css'
import { VoteForm, type VoteTerms } from './VoteForm.tsx'

interface NewProposalFormProps { readonly draft: DraftView; readonly clauseId: string | null; readonly amendmentId: string | null; readonly busy: boolean; readonly error: unknown; readonly onOpen: (input: OpenProposal) => void }

/** Stands for the whole draft among the things to put to the vote; no clause has this id. */
const whole = 'whole'

export function NewProposalForm({ draft, clauseId, amendmentId, busy, error, onOpen }: NewProposalFormProps) {
  const { t } = useTranslation()
  const localized = useLocalized()
  const articles = draft.clauses.filter(({ kind }) => kind === 'article' || kind === 'recital')
  const [about, setAbout] = useState(clauseId === whole || articles.some(({ id }) => id === clauseId) ? clauseId : null)
  const [method, setMethod] = useState<MethodDraft>({ ...firstMethod, amendmentIds: amendmentId === null ? [] : [amendmentId] })
  const chosen = articles.find(({ id }) => id === about)
  const nameOf = (own: ClauseView) => [own.kind === 'article' ? t('proposals.article', { number: own.number }) : t('proposals.recital', { number: own.number }), own.heading].filter(Boolean).join(' · ')

  const isAmongAmendments = amongAlternatives(method.rule) && method.amendmentIds.length > 0
  const asksForClause = amendmentId === null && !isAmongAmendments
  const isWhole = asksForClause && about === whole
  const questions = {
    among: t('proposals.defaultAmongQuestion'), amendment: t('proposals.defaultAmendmentQuestion'), whole: t('proposals.defaultWholeQuestion', { title: localized(draft.title) }), clause: chosen ? t('proposals.defaultQuestion', { clause: nameOf(chosen) }) : '',
  }
  const open = (terms: VoteTerms) => {
    const labels = !isWhole && !isAmongAmendments && amongAlternatives(method.rule) ? method.labels.map((label) => label.trim()).filter(Boolean) : []
    onOpen({
      ...terms, clauseId: asksForClause && !isWhole ? about : null, wholeDraft: isWhole, amendmentId: isAmongAmendments ? null : amendmentId, amendmentIds: isAmongAmendments ? [...method.amendmentIds] : [],
      alternatives: labels.map((label, index) => ({ id: `a${index + 1}`, label })),
    })
  }
  const choose = (value: string) => {
    setAbout(value || null)
    if (value === whole && amongAlternatives(method.rule)) setMethod(firstMethod)
  }
  const resting = draft.clauses.some(({ atRestFor }) => atRestFor !== null)
  return (
    <VoteForm
      workspaceId={draft.workspaceId} draftId={draft.id} method={method} onMethod={setMethod} mayChoose={!isWhole} busy={busy} error={error} onOpen={open}
      defaultQuestion={questions[isAmongAmendments ? 'among' : amendmentId !== null ? 'amendment' : isWhole ? 'whole' : 'clause']}
    >
      {asksForClause && <NativeSelect
        label={t('proposals.about')} description={t('proposals.aboutMeans')} value={about ?? ''} onChange={(event) => choose(event.currentTarget.value)}
        data={[
          { value: '', label: t('proposals.noClause') }, { value: whole, label: t(resting ? 'proposals.wholeDraftNotNow' : 'proposals.wholeDraft'), disabled: resting },
          { group: t('proposals.oneClause'), items: articles.map((own) => ({ value: own.id, label: nameOf(own), disabled: own.atRestFor !== null })) },
        ]}
      />}
      {isWhole && <p className={css.note}>{t('proposals.wholeDraftMeans', { count: draft.clauses.length })}</p>}
      {asksForClause && chosen && <blockquote className={css.preview} lang={draft.language}><b>{nameOf(chosen)}</b>{chosen.text.split('\n').map((line, index) => <p key={`${index}:${line}`}>{line}</p>)}</blockquote>}
    </VoteForm>
  )
}

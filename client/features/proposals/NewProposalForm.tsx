import { Button, Checkbox, NativeSelect, Stack, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Hindrances } from '#client/lib/Hindrances.tsx'
import { useCharter } from '#client/lib/useCan.ts'
import { RefusalNote } from '#client/ui/RefusalNote.tsx'
import { useRoleNames } from '#client/ui/roles.ts'
import { stakeholderRoles } from '#domain/charter/roles.ts'
import type { ClauseView, DraftView } from '#domain/contract/drafts.ts'
import type { OpenProposal } from '#domain/contract/proposals.ts'
import { fieldValue } from './fieldValue.ts'
import { amongAlternatives, firstMethod, type MethodDraft, MethodFields, methodOf } from './MethodFields.tsx'
import css from './proposals.module.css'
import { TermsFields, termsOf } from './TermsFields.tsx'

interface NewProposalFormProps { readonly draft: DraftView; readonly clauseId: string | null; readonly amendmentId: string | null; readonly busy: boolean; readonly error: unknown; readonly onOpen: (input: OpenProposal) => void }

const day = 86_400_000

export function NewProposalForm({ draft, clauseId, amendmentId, busy, error, onOpen }: NewProposalFormProps) {
  const { t } = useTranslation()
  const names = useRoleNames()
  const charter = useCharter(draft.workspaceId)
  const articles = draft.clauses.filter(({ kind }) => kind === 'article' || kind === 'recital')
  const [clause, setClause] = useState(articles.some(({ id }) => id === clauseId) ? clauseId : null)
  const [method, setMethod] = useState<MethodDraft>({ ...firstMethod, amendmentIds: amendmentId === null ? [] : [amendmentId] })
  const voters = charter.roles.filter((role) => charter.rights['ballot.cast'].stages[role]?.length)
  const [chosenRoles, setRoles] = useState<string[]>([...voters])
  const roles = stakeholderRoles.filter((role) => chosenRoles.includes(role))
  const agreeing = charter.decisions.concurrentRoles.filter((role) => roles.includes(role))
  const chosen = articles.find(({ id }) => id === clause)
  const nameOf = (own: ClauseView) => [own.kind === 'article' ? t('proposals.article', { number: own.number }) : t('proposals.recital', { number: own.number }), own.heading].filter(Boolean).join(' · ')

  const [question, setQuestion] = useState<string | null>(null)
  const isAmongAmendments = amongAlternatives(method.rule) && method.amendmentIds.length > 0
  const asksForClause = amendmentId === null && !isAmongAmendments
  const defaultQuestion = isAmongAmendments ? t('proposals.defaultAmongQuestion') : amendmentId !== null ? t('proposals.defaultAmendmentQuestion') : chosen ? t('proposals.defaultQuestion', { clause: nameOf(chosen) }) : ''

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const labels = !isAmongAmendments && amongAlternatives(method.rule) ? method.labels.map((label) => label.trim()).filter(Boolean) : []
    onOpen({
      question: question ?? defaultQuestion, clauseId: asksForClause ? clause : null, amendmentId: isAmongAmendments ? null : amendmentId, amendmentIds: isAmongAmendments ? [...method.amendmentIds] : [], roles, method: methodOf(method, agreeing),
      alternatives: labels.map((label, index) => ({ id: `a${index + 1}`, label })), ...termsOf(data, roles), closesAt: new Date(String(data.get('closesAt'))).toISOString(),
    })
  }
  return (
    <form className={css.newForm} onSubmit={submit}>
      {asksForClause && <NativeSelect
        label={t('proposals.clause')} description={t('proposals.clauseMeans')} value={clause ?? ''} onChange={(event) => setClause(event.currentTarget.value || null)}
        data={[{ value: '', label: t('proposals.noClause') }, ...articles.map((own) => ({ value: own.id, label: nameOf(own), disabled: own.atRestFor !== null }))]}
      />}
      {asksForClause && chosen && <blockquote className={css.preview} lang="en"><b>{nameOf(chosen)}</b>{chosen.text.split('\n').map((line, index) => <p key={`${index}:${line}`}>{line}</p>)}</blockquote>}
      <Textarea label={t('proposals.question')} required minLength={5} maxLength={500} minRows={2} value={question ?? defaultQuestion} onChange={(event) => setQuestion(event.currentTarget.value)} />
      <Checkbox.Group label={t('proposals.whoVotes')} value={chosenRoles} onChange={setRoles}>
        <Stack gap="xs">{voters.map((role) => <Checkbox key={role} value={role} label={names[role]} />)}</Stack>
      </Checkbox.Group>
      <MethodFields draftId={draft.id} charter={charter} agreeing={agreeing} value={method} onChange={setMethod} />
      <TermsFields key={method.rule === 'consent' ? 'consent' : 'other'} roles={roles} consent={method.rule === 'consent'} />
      <TextInput name="closesAt" type="datetime-local" label={t('proposals.closesAt')} description={t('proposals.closesAtMeans', { zone: Intl.DateTimeFormat().resolvedOptions().timeZone })} required defaultValue={fieldValue(new Date(Date.now() + 14 * day))} min={fieldValue(new Date(Date.now() + 120_000))} />
      <RefusalNote error={error} />
      <Hindrances error={error} draftId={draft.id} />
      <p className={css.note}>{t('proposals.openMeans')}</p>
      <Button type="submit" loading={busy} disabled={roles.length === 0}>{t('proposals.putToVote')}</Button>
    </form>
  )
}

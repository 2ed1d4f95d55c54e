import { Button, Checkbox, Stack, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Hindrances } from '#client/lib/Hindrances.tsx'
import { useCharter } from '#client/lib/useCan.ts'
import { RefusalNote } from '#client/ui/RefusalNote.tsx'
import { useRoleNames } from '#client/ui/roles.ts'
import { stakeholderRoles } from '#domain/charter/roles.ts'
import type { OpenCharterProposal } from '#domain/contract/proposals.ts'
import { fieldValue } from './fieldValue.ts'
import { type MethodDraft, MethodFields, methodOf } from './MethodFields.tsx'
import css from './proposals.module.css'
import { TermsFields, termsOf } from './TermsFields.tsx'

/** What is asked for in every vote, whatever it is about. */
export type VoteTerms = Omit<OpenCharterProposal, 'charter'>

interface VoteFormProps {
  readonly workspaceId: string
  /** Null for a vote on the charter. */
  readonly draftId: string | null
  readonly defaultQuestion: string
  readonly method: MethodDraft
  readonly onMethod: (method: MethodDraft) => void
  /** Whether there can be something to choose among, besides for and against. */
  readonly mayChoose: boolean
  /** Why it cannot be opened yet; empty when it can. */
  readonly hindrance?: string
  readonly busy: boolean
  readonly error: unknown
  readonly onOpen: (terms: VoteTerms) => void
  /** What it is about. */
  readonly children: ReactNode
}

const day = 86_400_000

/** The form of a vote: what it is about, the question, who votes, how it is decided and until when. */
export function VoteForm({ workspaceId, draftId, defaultQuestion, method, onMethod, mayChoose, hindrance = '', busy, error, onOpen, children }: VoteFormProps) {
  const { t } = useTranslation()
  const names = useRoleNames()
  const charter = useCharter(workspaceId)
  const voters = charter.roles.filter((role) => charter.rights['ballot.cast'].stages[role]?.length)
  const [chosenRoles, setRoles] = useState<string[]>([...voters])
  const roles = stakeholderRoles.filter((role) => chosenRoles.includes(role))
  const agreeing = charter.decisions.concurrentRoles.filter((role) => roles.includes(role))
  const [question, setQuestion] = useState<string | null>(null)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    onOpen({ question: question ?? defaultQuestion, roles, method: methodOf(method, agreeing), ...termsOf(data, roles), closesAt: new Date(String(data.get('closesAt'))).toISOString() })
  }
  return (
    <form className={css.newForm} onSubmit={submit}>
      {children}
      <Textarea label={t('proposals.question')} required minLength={5} maxLength={500} minRows={2} value={question ?? defaultQuestion} onChange={(event) => setQuestion(event.currentTarget.value)} />
      <Checkbox.Group label={t('proposals.whoVotes')} value={chosenRoles} onChange={setRoles}>
        <Stack gap="xs">{voters.map((role) => <Checkbox key={role} value={role} label={names[role]} />)}</Stack>
      </Checkbox.Group>
      <MethodFields draftId={draftId} charter={charter} agreeing={agreeing} mayChoose={mayChoose} value={method} onChange={onMethod} />
      <TermsFields key={method.rule === 'consent' ? 'consent' : 'other'} roles={roles} consent={method.rule === 'consent'} />
      <TextInput name="closesAt" type="datetime-local" label={t('proposals.closesAt')} description={t('proposals.closesAtMeans', { zone: Intl.DateTimeFormat().resolvedOptions().timeZone })} required defaultValue={fieldValue(new Date(Date.now() + 14 * day))} min={fieldValue(new Date(Date.now() + 120_000))} />
      <RefusalNote error={error} />
      {draftId !== null && <Hindrances error={error} draftId={draftId} />}
      <p className={css.note}>{t('proposals.openMeans')}</p>
      {hindrance && <p className={css.note} role="status">{hindrance}</p>}
      <Button type="submit" loading={busy} disabled={roles.length === 0 || hindrance !== ''}>{t('proposals.putToVote')}</Button>
    </form>
  )
}

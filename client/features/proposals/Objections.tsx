import { Button, Textarea } from '@mantine/core'
import type { FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#client/lib/format.ts'
import { useCan } from '#client/lib/useCan.ts'
import { useMe } from '#client/lib/useMe.ts'
import { Avatar } from '#client/ui/Avatar.tsx'
import { Notice } from '#client/ui/Notice.tsx'
import { RefusalNote } from '#client/ui/RefusalNote.tsx'
import { StateTag } from '#client/ui/StateTag.tsx'
import { partyOf, useRoleNames } from '#client/ui/roles.ts'
import type { ObjectionView, ProposalView } from '#domain/contract/proposals.ts'
import { useAnswer, useOwnObjection } from './proposals.api.ts'
import css from './proposals.module.css'
import { subjectOf } from './subject.ts'

const tones = { standing: 'warn', answered: 'ok', withdrawn: 'neutral' } as const

/** The objections of a consent round, each with what became of it. A dissent is an answered objection that its author keeps up. */
export function Objections({ proposal }: { proposal: ProposalView }) {
  const { t } = useTranslation()
  if (proposal.objections.length === 0) return null
  return (
    <section aria-labelledby="objections">
      <h2 id="objections" className={css.section}>{t('proposals.objections')}</h2>
      {proposal.suspended && <Notice tone="info">{t('proposals.suspended')}</Notice>}
      <ul className={css.ballots}>{proposal.objections.map((objection) => <Item key={objection.id} objection={objection} proposal={proposal} />)}</ul>
    </section>
  )
}

function Item({ objection, proposal }: { objection: ObjectionView; proposal: ProposalView }) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useRoleNames()
  const { author, words, raisedAt, state, answer, upheldAt } = objection
  return (
    <li>
      <Avatar person={author} decorative />
      <div>
        <p><b>{author.name}</b>, {names[partyOf(author)]} <time dateTime={raisedAt}>{format.date(raisedAt)}</time> <StateTag tone={tones[state]}>{t(`proposals.objection.${state}`)}</StateTag> {upheldAt && <StateTag tone="warn">{t('proposals.dissent')}</StateTag>}</p>
        <p className={css.reason}>{words}</p>
        {answer && <blockquote className={css.answer}><p>{answer.words}</p><footer>{t('proposals.answeredBy', { name: answer.by.name, when: format.dateTime(answer.at) })}</footer></blockquote>}
        <Acts objection={objection} proposal={proposal} />
      </div>
    </li>
  )
}

function Acts({ objection: { id, author, state, upheldAt }, proposal }: { objection: ObjectionView; proposal: ProposalView }) {
  const { t } = useTranslation()
  const me = useMe()
  const answer = useAnswer(id)
  const withdraw = useOwnObjection(id, 'withdraw')
  const uphold = useOwnObjection(id, 'uphold')
  const subject = { ...subjectOf(proposal), authorId: author.id }
  const may = { answer: useCan('objection.answer', subject), withdraw: useCan('objection.withdraw', subject), uphold: useCan('objection.uphold', subject) }
  const mine = me?.user?.id === author.id
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    answer.mutate(String(new FormData(event.currentTarget).get('answer') ?? '').trim())
  }
  return (
    <>
      {state === 'standing' && may.answer.allowed && (
        <form onSubmit={submit} className={css.ballotForm}>
          <Textarea name="answer" label={t('proposals.answer')} description={t('proposals.answerMeans')} required maxLength={2000} minRows={2} />
          <Button type="submit" size="xs" variant="default" loading={answer.isPending}>{t('proposals.answerIt')}</Button>
        </form>
      )}
      {mine && (
        <div className={css.sealActs}>
          {state !== 'withdrawn' && may.withdraw.allowed && <Button size="xs" variant="default" loading={withdraw.isPending} onClick={() => withdraw.mutate()}>{t('proposals.withdraw')}</Button>}
          {state === 'answered' && !upheldAt && may.uphold.allowed && <Button size="xs" variant="default" loading={uphold.isPending} onClick={() => uphold.mutate()}>{t('proposals.uphold')}</Button>}
        </div>
      )}
      <RefusalNote error={answer.error ?? withdraw.error ?? uphold.error} />
    </>
  )
}

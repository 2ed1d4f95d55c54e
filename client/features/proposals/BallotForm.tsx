import { Button, Radio, Stack, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#client/lib/format.ts'
import { useReason } from '#client/lib/reasons.ts'
import { useCan } from '#client/lib/useCan.ts'
import { useMembership } from '#client/lib/useMe.ts'
import { useAnnounce } from '#client/ui/Announcer.tsx'
import { RefusalNote } from '#client/ui/RefusalNote.tsx'
import { RoleBadge } from '#client/ui/RoleBadge.tsx'
import { type Choice, choices } from '#domain/decisions/tally.ts'
import type { ProposalView } from '#domain/contract/proposals.ts'
import { useCast } from './proposals.api.ts'
import css from './proposals.module.css'
import { useSentences } from './sentences.ts'

/** The ballot paper: nothing chosen beforehand, the button says what will be cast, and it can be changed until closing. */
export function BallotForm({ proposal }: { proposal: ProposalView }) {
  const { t } = useTranslation()
  const why = useReason()
  const format = useFormat()
  const sentences = useSentences()
  const announce = useAnnounce()
  const membership = useMembership(proposal.workspaceId)
  const cast = useCast(proposal.id)
  const { myBallot, closedAt } = proposal
  const [choice, setChoice] = useState<Choice | null>(null)
  const may = useCan('ballot.cast', {
    workspaceId: proposal.workspaceId, draftId: proposal.draftId,
    proposal: { id: proposal.id, open: closedAt === null, closesAt: new Date(proposal.closesAt), onRoll: proposal.onRoll },
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (!choice) return
    const reason = String(new FormData(event.currentTarget).get('reason') ?? '').trim()
    cast.mutate({ choice, hash: proposal.words?.hash ?? null, ...(reason && { reason }) }, { onSuccess: () => announce(t('proposals.castSaid', { choice: sentences.choice(choice) })) })
  }
  const mine = myBallot && <p className={css.mine}>{t('proposals.myBallot', { choice: sentences.choice(myBallot.choice), when: format.dateTime(myBallot.castAt) })}{myBallot.reason && <q>{myBallot.reason}</q>}</p>
  if (!may.allowed) return <section className={css.ballot}><h2>{t('proposals.yourBallot')}</h2>{mine}<p className={css.note}>{why(may, 'ballot.cast')}</p></section>
  return (
    <section className={css.ballot}>
      <h2>{t('proposals.yourBallot')}</h2>
      {membership?.role && <p className={css.voteAs}>{t('proposals.voteAs')} <RoleBadge party={membership.role} /></p>}
      {mine}
      <form onSubmit={submit} className={css.ballotForm}>
        <Radio.Group name="choice" value={choice ?? ''} onChange={(value) => setChoice(choices.find((known) => known === value) ?? null)} label={myBallot ? t('proposals.changeTo') : t('proposals.choose')}>
          <Stack gap={0} className={css.choices ?? ''}>{choices.map((own) => <Radio key={own} value={own} label={sentences.choice(own)} className={css.choice ?? ''} />)}</Stack>
        </Radio.Group>
        <Textarea name="reason" label={t('proposals.reason')} description={t('proposals.reasonPublic')} minRows={3} maxLength={2000} defaultValue={myBallot?.reason ?? ''} />
        <RefusalNote error={cast.error} />
        <Button type="submit" disabled={!choice} loading={cast.isPending}>{choice ? t('proposals.cast', { choice: sentences.choice(choice).toLocaleLowerCase() }) : t('proposals.chooseFirst')}</Button>
        <p className={css.note}>{t('proposals.changeable')}</p>
      </form>
    </section>
  )
}

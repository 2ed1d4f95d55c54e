import { Button, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#client/lib/format.ts'
import { useReason } from '#client/lib/reasons.ts'
import { useCan } from '#client/lib/useCan.ts'
import { useMembership } from '#client/lib/useMe.ts'
import { useAnnounce } from '#client/ui/Announcer.tsx'
import { Notice } from '#client/ui/Notice.tsx'
import { RefusalNote } from '#client/ui/RefusalNote.tsx'
import { RoleBadge } from '#client/ui/RoleBadge.tsx'
import type { CastBallot } from '#domain/contract/ballots.ts'
import type { ProposalView } from '#domain/contract/proposals.ts'
import type { Person } from '#domain/contract/shared.ts'
import { type BallotContent, objects } from '#domain/decisions/ballot.ts'
import { choosesAmong } from '#domain/decisions/method.ts'
import { BallotFields } from './BallotFields.tsx'
import { useCast } from './proposals.api.ts'
import css from './proposals.module.css'
import { subjectOf } from './subject.ts'
import { useSentences } from './sentences.ts'

function ballotOf(content: BallotContent, hash: string | null, reason: string): CastBallot {
  const about = { hash, ...(reason && { reason }) }
  if ('scores' in content) return { scores: { ...content.scores }, ...about }
  return 'ranking' in content ? { ranking: content.ranking.map((rank) => [...rank]), ...about } : { ...content, ...about }
}

/**
 * The ballot paper: nothing chosen beforehand, the button says what will be cast. A recorded one can be changed until closing, a secret one never.
 * `inNameOf`: the elector whose proxy fills it in.
 */
export function BallotForm({ proposal, inNameOf = null }: { proposal: ProposalView; inNameOf?: Person | null }) {
  const { t } = useTranslation()
  const why = useReason()
  const format = useFormat()
  const sentences = useSentences()
  const announce = useAnnounce()
  const membership = useMembership(proposal.workspaceId)
  const cast = useCast(proposal.id, inNameOf?.id)
  const { secrecy, alternatives, voted } = proposal
  const myBallot = inNameOf ? proposal.proxy?.heldBallot ?? null : proposal.myBallot
  const words = useBallotWords(inNameOf?.name ?? null)
  const role = inNameOf ? inNameOf.role : membership?.role
  const secret = secrecy === 'secret'
  const [content, setContent] = useState<BallotContent | null>(null)
  const may = useCan('ballot.cast', subjectOf(proposal))
  const needed = content !== null && !secret && (objects(content) || proposal.reason === 'required' || (proposal.reason === 'requiredForObjection' && 'choice' in content && content.choice === 'against'))
  const send = (own: BallotContent, reason: string) => cast.mutate(ballotOf(own, proposal.hash, reason), { onSuccess: () => announce(words.said(sentences.content(own, alternatives))) })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (content) send(content, String(new FormData(event.currentTarget).get('reason') ?? '').trim())
  }
  const mine = myBallot && <p className={css.mine}>{words.mine(sentences.content(myBallot.content, alternatives), format.dateTime(myBallot.castAt))}{myBallot.reason && <q>{myBallot.reason}</q>}</p>
  const done = secret && voted && <div className={css.mine}>{t('proposals.votedSecretly')}{cast.data?.receipt && <p className={css.receipt}><b>{t('proposals.receipt')}</b> <code>{cast.data.receipt}</code> {t('proposals.receiptMeans')}</p>}</div>
  if (!may.allowed || done) return <section className={css.ballot}><h2>{words.title}</h2>{mine}{done}{!may.allowed && <p className={css.note}>{why(may, 'ballot.cast')}</p>}</section>
  return (
    <section className={css.ballot}>
      <h2>{words.title}</h2>
      {role && <p className={css.voteAs}>{t('proposals.voteAs')} <RoleBadge party={role} /></p>}
      {inNameOf && <p className={css.note}>{t('proposals.proxyHeld', { name: inNameOf.name })}</p>}
      {mine}
      {secret && <Notice tone="info">{t('proposals.secrecyMeans')} <a href="https://www.belenios.org/" rel="noreferrer">{t('proposals.belenios')}</a></Notice>}
      <form onSubmit={submit} className={css.ballotForm}>
        <BallotFields proposal={proposal} label={myBallot ? t('proposals.changeTo') : words.choose} value={content} onChange={setContent} />
        {!secret && <Textarea name="reason" label={needed ? t('proposals.reasonNeeded') : t('proposals.reason')} description={content && objects(content) ? t('proposals.objectionHow') : words.reasonPublic} required={needed} minRows={3} maxLength={2000} defaultValue={myBallot?.reason ?? ''} />}
        <RefusalNote error={cast.error} />
        <Button type="submit" disabled={!content} loading={cast.isPending}>{!content ? t('proposals.chooseFirst') : choosesAmong(proposal.method) ? words.castPaper : words.cast(sentences.content(content, alternatives).toLocaleLowerCase())}</Button>
        {choosesAmong(proposal.method) && <Button variant="subtle" onClick={() => send({ choice: 'abstention' }, '')}>{t('proposals.abstain')}</Button>}
        <p className={css.note}>{secret ? t('proposals.unchangeable') : t('proposals.changeable')}</p>
      </form>
    </section>
  )
}

/** What a paper says of itself: whose it is, so that two on one page are told apart. */
function useBallotWords(name: string | null) {
  const { t } = useTranslation()
  if (name === null) {
    return {
      title: t('proposals.yourBallot'), choose: t('proposals.choose'), reasonPublic: t('proposals.reasonPublic'), castPaper: t('proposals.castPaper'), cast: (choice: string) => t('proposals.cast', { choice }),
      said: (choice: string) => t('proposals.castSaid', { choice }), mine: (choice: string, when: string) => t('proposals.myBallot', { choice, when }),
    }
  }
  return {
    title: t('proposals.proxyFor', { name }), choose: t('proposals.proxyChoose', { name }), reasonPublic: t('proposals.proxyReasonPublic'), castPaper: t('proposals.proxyCastPaper', { name }), cast: (choice: string) => t('proposals.proxyCast', { name, choice }),
    said: (choice: string) => t('proposals.proxyCastSaid', { name, choice }), mine: (choice: string, when: string) => t('proposals.proxyBallot', { name, choice, when }),
  }
}

import { Button, NativeSelect } from '@mantine/core'
import type { FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '#client/lib/useMe.ts'
import { useAnnounce } from '#client/ui/Announcer.tsx'
import { RefusalNote } from '#client/ui/RefusalNote.tsx'
import { partyOf, useRoleNames } from '#client/ui/roles.ts'
import type { ProposalView } from '#domain/contract/proposals.ts'
import type { Person } from '#domain/contract/shared.ts'
import { BallotForm } from './BallotForm.tsx'
import { useEndProxy, useNameProxy } from './proposals.api.ts'
import css from './proposals.module.css'

interface ProxiesProps { readonly proposal: ProposalView; readonly proxy: NonNullable<ProposalView['proxy']> }

/** Whom I named to vote in my name, or in whose name I vote; else, while I have not voted, the way to name somebody. */
export function Proxies({ proposal, proxy: { givenTo, heldFor, heldBallot, isUsed, eligible } }: ProxiesProps) {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const me = useMe()
  const end = useEndProxy(proposal.id)
  const ending = (giverId: string, words: string) => !isUsed && (
    <Button variant="default" size="xs" loading={end.isPending} onClick={() => end.mutate(giverId, { onSuccess: () => announce(t('proposals.proxyEndedSaid')) })}>{words}</Button>
  )
  if (givenTo) {
    return (
      <section className={css.ballot}>
        <h2>{t('proposals.proxyTitle')}</h2>
        <p>{t(isUsed ? 'proposals.proxyGivenUsed' : 'proposals.proxyGivenTo', { name: givenTo.name })}</p>
        {ending(me?.user?.id ?? '', t('proposals.proxyTakeBack'))}
        <RefusalNote error={end.error} />
      </section>
    )
  }
  if (heldFor) {
    return (
      <>
        <BallotForm key={heldBallot?.castAt ?? 'none'} proposal={proposal} inNameOf={heldFor} />
        {ending(heldFor.id, t('proposals.proxyGiveBack'))}
        <RefusalNote error={end.error} />
      </>
    )
  }
  return proposal.onRoll && !proposal.voted && eligible.length > 0 ? <Naming proposalId={proposal.id} eligible={eligible} /> : null
}

function Naming({ proposalId, eligible }: { proposalId: string; eligible: readonly Person[] }) {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const names = useRoleNames()
  const name = useNameProxy(proposalId)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    name.mutate(String(new FormData(event.currentTarget).get('holder') ?? ''), { onSuccess: () => announce(t('proposals.proxyNamedSaid')) })
  }
  return (
    <details className={css.more}>
      <summary>{t('proposals.proxyCannotAttend')}</summary>
      <form onSubmit={submit} className={css.ballotForm}>
        <NativeSelect name="holder" label={t('proposals.proxyWho')} description={t('proposals.proxyMeans')} data={eligible.map((person) => ({ value: person.id, label: `${person.name}, ${names[partyOf(person)]}` }))} />
        <RefusalNote error={name.error} />
        <Button type="submit" variant="default" loading={name.isPending}>{t('proposals.proxyName')}</Button>
      </form>
    </details>
  )
}

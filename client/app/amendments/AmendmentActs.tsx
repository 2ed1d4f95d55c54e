import { ActionIcon, Button, NativeSelect } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useAmendment, useAmendmentActs } from '#client/features/amendments/amendments.api.ts'
import css from '#client/features/amendments/amendments.module.css'
import { membersQuery } from '#client/lib/queries.ts'
import { useReason } from '#client/lib/reasons.ts'
import { useCan } from '#client/lib/useCan.ts'
import { useMe } from '#client/lib/useMe.ts'
import { Confirm } from '#client/ui/Confirm.tsx'
import { ReasonedButton } from '#client/ui/ReasonedButton.tsx'
import { RefusalNote } from '#client/ui/RefusalNote.tsx'
import { Settling } from '#client/features/amendments/Settling.tsx'
import { isUndecided, isUnsealed } from '#domain/amendments/states.ts'
import type { Subject } from '#domain/charter/conditions.ts'
import type { AmendmentView } from '#domain/contract/amendments.ts'
import type { DraftView } from '#domain/contract/drafts.ts'

interface Props { readonly amendment: AmendmentView; readonly draft: DraftView }

/** Whose it is, who supports it, and what I may do with it; with the reason where I may not. */
export function AmendmentActs({ amendment, draft, onAcceptSome }: Props & { onAcceptSome: () => void }) {
  const { t } = useTranslation()
  const subject: Subject = { workspaceId: draft.workspaceId, draftId: draft.id, stage: draft.stage, amendment: { id: amendment.id, state: amendment.state, isSponsor: amendment.isSponsor } }
  return (
    <aside className={css.aside} aria-label={t('amendments.acts')}>
      <Sponsors amendment={amendment} draft={draft} />
      <Supporters amendment={amendment} subject={subject} />
      <Steps amendment={amendment} draft={draft} subject={subject} onAcceptSome={onAcceptSome} />
    </aside>
  )
}

function Sponsors({ amendment, draft }: Props) {
  const { t } = useTranslation()
  const acts = useAmendmentActs(amendment.id)
  const mayChange = amendment.isSponsor && isUnsealed(amendment.state)
  const members = useQuery({ ...membersQuery(draft.workspaceId), enabled: mayChange }).data ?? []
  const names = new Set(amendment.sponsors.map(({ id }) => id))
  return (
    <section aria-labelledby="sponsors">
      <h2 id="sponsors">{t('amendments.sponsors')}</h2>
      <ul className={css.names}>
        {amendment.sponsors.map(({ id, name }) => (
          <li key={id}>{name}{mayChange && amendment.sponsors.length > 1 && <ActionIcon variant="subtle" color="gray" aria-label={t('amendments.removeSponsor', { name })} onClick={() => acts.removeSponsor.mutate(id)}><IconX size={16} aria-hidden /></ActionIcon>}</li>
        ))}
      </ul>
      {mayChange && (
        <NativeSelect
          aria-label={t('amendments.addSponsor')} value="" onChange={(event) => acts.addSponsor.mutate(event.currentTarget.value)}
          data={[{ value: '', label: t('amendments.addSponsor') }, ...members.filter(({ id, role }) => role !== null && !names.has(id)).map(({ id, name }) => ({ value: id, label: name }))]}
        />
      )}
      <RefusalNote error={acts.addSponsor.error ?? acts.removeSponsor.error} />
    </section>
  )
}

function Supporters({ amendment, subject }: { amendment: AmendmentView; subject: Subject }) {
  const { t } = useTranslation()
  const why = useReason()
  const me = useMe()
  const { support } = useAmendmentActs(amendment.id)
  const may = useCan('amendment.support', subject)
  const isMine = amendment.supporters.some(({ id }) => id === me?.user?.id)
  return (
    <section aria-labelledby="supporters">
      <h2 id="supporters">{t('amendments.supporters')}</h2>
      {amendment.supporters.length === 0 ? <p className={css.note}>{t('amendments.noSupporters')}</p> : <ul className={css.names}>{amendment.supporters.map(({ id, name }) => <li key={id}>{name}</li>)}</ul>}
      {!amendment.isSponsor && <ReasonedButton size="xs" variant="default" loading={support.isPending} reason={may.allowed ? '' : why(may, 'amendment.support')} onClick={() => support.mutate(!isMine)}>{isMine ? t('amendments.unsupport') : t('amendments.support')}</ReasonedButton>}
      <RefusalNote error={support.error} />
    </section>
  )
}

/** The one that it amends, for what I may do with this one depends on it. */
function useAmended({ amends }: AmendmentView): Subject['amendment'] {
  const { data } = useAmendment(amends?.id ?? null)
  return data && { id: data.id, state: data.state, isSponsor: data.isSponsor }
}

/** Its words came to nothing, or only to another amendment: somebody may want to go on with them. */
const hasWordsLeft = ({ state, outcome, amends }: AmendmentView) => amends !== null || (state === 'decided' && outcome !== 'agreedTo') || outcome === 'agreedToInPart'

function Steps({ amendment, draft, subject, onAcceptSome }: Props & { subject: Subject; onAcceptSome: () => void }) {
  const { t } = useTranslation()
  const why = useReason()
  const { act } = useAmendmentActs(amendment.id)
  const [asking, setAsking] = useState<'seal' | 'withdraw' | null>(null)
  const edit = useCan('amendment.edit', subject)
  const open = useCan('proposal.open', subject)
  const settle = useCan('amendment.settle', subject)
  const move = useCan('amendment.move', subject)
  const amended = useAmended(amendment)
  const answer = useCan('amendment.edit', { ...subject, amendment: amended ?? { id: '', state: 'decided', isSponsor: false } })
  const withdraw = useCan('amendment.withdraw', subject)
  const { state } = amendment
  const reason = edit.allowed ? '' : why(edit, 'amendment.edit')
  const done = { onSuccess: () => setAsking(null), onError: () => setAsking(null) }
  return (
    <section className={css.acts} aria-label={t('amendments.acts')}>
      {state === 'drafting' && <><ReasonedButton reason={reason} loading={act.isPending} onClick={() => act.mutate('lodge')}>{t('amendments.lodge')}</ReasonedButton><p className={css.note}>{t('amendments.lodgeMeans')}</p></>}
      {state === 'lodged' && !amendment.amends && <ReasonedButton reason={reason} onClick={() => setAsking('seal')}>{t('amendments.seal')}</ReasonedButton>}
      {isUndecided(state) && <ReasonedButton variant="default" reason={amendment.isVotedOn ? t('amendments.withdrawVotedOn') : withdraw.allowed ? '' : why(withdraw, 'amendment.withdraw')} onClick={() => setAsking('withdraw')}>{t('amendments.withdraw')}</ReasonedButton>}
      {state === 'lodged' && (amendment.amends ? answer : settle).allowed && <Settling amendment={amendment} onAcceptSome={onAcceptSome} />}
      {state === 'lodged' && amendment.amends && !answer.allowed && <p className={css.note}>{t('amendments.answeredBy', { to: amendment.amends.number })}</p>}
      {move.allowed && hasWordsLeft(amendment) && <><Button component={Link} variant="default" to={`/drafts/${draft.id}/amendments/new?copy=${amendment.id}`}>{t('amendments.copy')}</Button><p className={css.note}>{t('amendments.copyMeans')}</p></>}
      {state === 'sealed' && !amendment.isVotedOn && open.allowed && <Button component={Link} to={`/drafts/${draft.id}/proposals/new?amendment=${amendment.id}`}>{t('amendments.putToVote')}</Button>}
      <RefusalNote error={act.error} />
      <Confirm opened={asking === 'seal'} title={t('amendments.sealTitle')} action={t('amendments.seal')} busy={act.isPending} onClose={() => setAsking(null)} onConfirm={() => act.mutate('seal', done)}>{t('amendments.sealMeans')}</Confirm>
      <Confirm opened={asking === 'withdraw'} title={t('amendments.withdrawTitle')} action={t('amendments.withdraw')} busy={act.isPending} onClose={() => setAsking(null)} onConfirm={() => act.mutate('withdraw', done)}>{t('amendments.withdrawMeans')}</Confirm>
    </section>
  )
}

import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'wouter'
import { useQuery } from '@tanstack/react-query'
import { useAmendment, useDifference } from '#client/features/amendments/amendments.api.ts'
import css from '#client/features/amendments/amendments.module.css'
import { useStateWords } from '#client/features/amendments/stateWords.ts'
import { useFormat, useLocalized } from '#client/lib/format.ts'
import { usePageTitle } from '#client/lib/pageTitle.ts'
import { draftQuery } from '#client/lib/queries.ts'
import { ErrorNotice } from '#client/ui/ErrorNotice.tsx'
import { Fingerprint } from '#client/ui/Fingerprint.tsx'
import { LoadingBars } from '#client/ui/LoadingBars.tsx'
import { Page } from '#client/ui/Page.tsx'
import { PageHeader } from '#client/ui/PageHeader.tsx'
import { StateTag } from '#client/ui/StateTag.tsx'
import { isUnsealed } from '#domain/amendments/states.ts'
import type { AmendmentView } from '#domain/contract/amendments.ts'
import type { DraftView } from '#domain/contract/drafts.ts'
import { AmendmentActs } from './AmendmentActs.tsx'
import { NotCalled } from './NotCalled.tsx'
import { Branch } from './Branch.tsx'
import { Difference } from './Difference.tsx'

/** An amendment: what it changes and why, whose it is, and for its sponsors the place where they write it together. */
export function AmendmentPage() {
  const { amendmentId = '' } = useParams()
  const { t } = useTranslation()
  const amendment = useAmendment(amendmentId)
  const draftId = amendment.data?.draftId ?? ''
  const draft = useQuery({ ...draftQuery(draftId), enabled: draftId !== '' })
  usePageTitle(amendment.data?.title ?? t('amendments.loading'))
  const error = amendment.error ?? draft.error
  if (error) return <Page><ErrorNotice error={error} title={t('amendments.failed')} onRetry={() => { void amendment.refetch(); void draft.refetch() }} /></Page>
  if (!amendment.data || !draft.data) return <Page><LoadingBars label={t('amendments.loading')} lines={8} /></Page>
  return <Shown amendment={amendment.data} draft={draft.data} />
}

function Shown({ amendment, draft }: { amendment: AmendmentView; draft: DraftView }) {
  const { t } = useTranslation()
  const format = useFormat()
  const localized = useLocalized()
  const words = useStateWords()
  const difference = useDifference(amendment.id)
  const mayWrite = amendment.isSponsor && isUnsealed(amendment.state)
  return (
    <Page width="wide">
      <PageHeader
        above={<><Link to={`/drafts/${draft.id}`}>{localized(draft.title)}</Link>, <Link to={`/drafts/${draft.id}/amendments`}>{t('amendments.title')}</Link></>}
        title={amendment.title} lead={words.name(amendment)}
      />
      <p className={css.tags}>
        <StateTag tone={words.tone(amendment)}>{words.state(amendment)}</StateTag>
        <span>{t('amendments.by', { names: format.list(amendment.sponsors.map(({ name }) => name)) })}</span>
        {amendment.proposalId && <Link to={`/proposals/${amendment.proposalId}`}>{t('amendments.theVote')}</Link>}
        {amendment.preempted && <NotCalled preempted={amendment.preempted} draft={draft} />}
        {amendment.settled && <span>{t(amendment.settled.accepted ? 'amendments.settledAccepted' : 'amendments.settledRejected', { name: amendment.settled.by.name, when: format.date(amendment.settled.at) })}</span>}
        {amendment.consolidatedSeq !== null && <span>{t('amendments.writtenAt', { seq: amendment.consolidatedSeq })}</span>}
      </p>
      <div className={css.columns}>
        <div className={css.main}>
          <section aria-labelledby="reason">
            <h2 id="reason" className={css.section}>{t('amendments.reason')}</h2>
            <p className={amendment.reason ? css.reason : css.note}>{amendment.reason || t('amendments.noReason')}</p>
          </section>
          {amendment.settled && <p className={css.reason}>{amendment.settled.reason}</p>}
          <section aria-labelledby="change" aria-live="polite" aria-busy={difference.isFetching}>
            <h2 id="change" className={css.section}>{t('amendments.change')}</h2>
            {difference.error && <ErrorNotice error={difference.error} title={t('amendments.failed')} onRetry={() => void difference.refetch()} />}
            {difference.data && <Difference difference={difference.data} state={amendment.state} draft={draft} />}
          </section>
          {amendment.words && (
            <div className={css.seal}>
              <p className={css.sealLine}><b>{t('amendments.sealed')}</b> {t('amendments.sealedMeans')}</p>
              <Fingerprint hash={amendment.words.hash} to={t('amendments.to')} />
            </div>
          )}
          {mayWrite && <Branch amendment={amendment} draft={draft} changed={difference.data?.clauses.map(({ id }) => id) ?? []} />}
        </div>
        <AmendmentActs amendment={amendment} draft={draft} />
      </div>
    </Page>
  )
}

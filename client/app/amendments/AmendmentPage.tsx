import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'wouter'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { LawLanguage } from '#client/editor/lawLanguage.ts'
import { useAmendment, useDifference } from '#client/features/amendments/amendments.api.ts'
import css from '#client/features/amendments/amendments.module.css'
import { useStateWords } from '#client/features/amendments/stateWords.ts'
import { useFormat, useLocalized } from '#client/lib/format.ts'
import { later } from '#client/lib/later.tsx'
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
import { ChangeShown } from './ChangeShown.tsx'

const BringUpToDate = later(() => import('./BringUpToDate.tsx'))
const AcceptSome = later(() => import('./AcceptSome.tsx'))
const AmendmentsTo = later(() => import('./AmendmentsTo.tsx'))
const Discussion = later(() => import('#client/features/comments/Discussion.tsx'))
// For sponsors alone; the editor of its words comes beside it, not after it.
const Branch = later(() => {
  void import('#client/editor/ClauseEditor.tsx').catch(() => undefined)
  return import('./Branch.tsx')
}, { isForAll: false })

const mayWrite = ({ isSponsor, state }: AmendmentView) => isSponsor && isUnsealed(state)

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
  if (amendment.data && mayWrite(amendment.data)) void Branch.fetch().catch(() => undefined)
  if (!amendment.data || !draft.data) return <Page><LoadingBars label={t('amendments.loading')} lines={8} /></Page>
  return <LawLanguage value={draft.data.language}><Shown amendment={amendment.data} draft={draft.data} /></LawLanguage>
}

const settledKey = ({ accepted, pieces }: NonNullable<AmendmentView['settled']>) => accepted ? (pieces.length > 0 ? 'pieces.settledInPart' : 'amendments.settledAccepted') : 'amendments.settledRejected'

function Shown({ amendment, draft }: { amendment: AmendmentView; draft: DraftView }) {
  const { t } = useTranslation()
  const format = useFormat()
  const localized = useLocalized()
  const words = useStateWords()
  const difference = useDifference(amendment.id)
  const [isAccepting, setAccepting] = useState(false)
  const changed = difference.data?.clauses.map(({ id }) => id) ?? []
  return (
    <Page width="wide">
      <PageHeader
        above={<><Link to={`/drafts/${draft.id}`}>{localized(draft.title)}</Link>, <Link to={`/drafts/${draft.id}/amendments`}>{t('amendments.title')}</Link>{amendment.amends && <>, <Link to={`/amendments/${amendment.amends.id}`}>{t('amendments.number', { number: amendment.amends.number })}</Link></>}</>}
        title={amendment.title} lead={words.name(amendment)}
      />
      <p className={css.tags}>
        <StateTag tone={words.tone(amendment)}>{words.state(amendment)}</StateTag>
        <span>{t('amendments.by', { names: format.list(amendment.sponsors.map(({ name }) => name)) })}</span>
        {amendment.proposalId && <Link to={`/proposals/${amendment.proposalId}`}>{t('amendments.theVote')}</Link>}
        {amendment.preempted && <NotCalled preempted={amendment.preempted} isAmended={amendment.preempted.by.id === amendment.amends?.id} draft={draft} />}
        {amendment.settled && <span>{t(settledKey(amendment.settled), { name: amendment.settled.by.name, when: format.date(amendment.settled.at) })}</span>}
        {amendment.consolidatedSeq !== null && <span>{t('amendments.writtenAt', { seq: amendment.consolidatedSeq })}</span>}
      </p>
      <div className={css.columns}>
        <div className={css.main}>
          <section aria-labelledby="reason">
            <h2 id="reason" className={css.section}>{t('amendments.reason')}</h2>
            <p className={amendment.reason ? css.reason : css.note}>{amendment.reason || t('amendments.noReason')}</p>
          </section>
          {amendment.settled && (
            <section aria-labelledby="settled">
              <h2 id="settled" className={css.section}>{t('pieces.whySettled')}</h2>
              <p className={css.reason}>{amendment.settled.reason}</p>
            </section>
          )}
          <ChangeShown amendment={amendment} draft={draft} />
          {isUnsealed(amendment.state) && <BringUpToDate amendmentId={amendment.id} mayTake={mayWrite(amendment)} />}
          {isAccepting && amendment.state === 'lodged' && <AcceptSome amendment={amendment} onClose={() => setAccepting(false)} />}
          {amendment.words && (
            <div className={css.seal}>
              <p className={css.sealLine}>{amendment.settled ? t(amendment.settled.accepted ? 'pieces.fingerprintWritten' : 'pieces.fingerprintAsked') : <><b>{t('amendments.sealed')}</b> {t('amendments.sealedMeans')}</>}</p>
              <Fingerprint hash={amendment.words.hash} to={t('amendments.to')} />
            </div>
          )}
          {!amendment.amends && <AmendmentsTo amendment={amendment} draft={draft} changed={changed} />}
          <Discussion amendmentId={amendment.id} name={words.name(amendment)} subject={{ workspaceId: draft.workspaceId, draftId: draft.id, stage: draft.stage }} />
          {mayWrite(amendment) && (
            <section aria-labelledby="words">
              <h2 id="words" tabIndex={-1} className={css.section}>{t('amendments.words')}</h2>
              <Branch amendment={amendment} draft={draft} changed={changed} until={<><p className={css.note}>{t('amendments.wordsHint')}</p><LoadingBars label={t('amendments.loading')} /></>} />
            </section>
          )}
        </div>
        <AmendmentActs amendment={amendment} draft={draft} onAcceptSome={() => setAccepting(true)} />
      </div>
    </Page>
  )
}

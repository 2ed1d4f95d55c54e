import { Button, Textarea } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAmendmentActs } from '#client/features/amendments/amendments.api.ts'
import { PieceList } from '#client/features/amendments/PieceList.tsx'
import { usePieces } from '#client/features/amendments/pieces.api.ts'
import css from '#client/features/amendments/pieces.module.css'
import { useAnnounce } from '#client/ui/Announcer.tsx'
import { ErrorNotice } from '#client/ui/ErrorNotice.tsx'
import { LoadingBars } from '#client/ui/LoadingBars.tsx'
import { ReasonedButton } from '#client/ui/ReasonedButton.tsx'
import { RefusalNote } from '#client/ui/RefusalNote.tsx'
import type { AmendmentView } from '#domain/contract/amendments.ts'
import { useLabelLanguage } from '#client/lib/useLabelLanguage.ts'

const shortest = 3

/** For whoever may settle it: some pieces of an amendment are taken in, the others are rejected with it, for one reason. */
export default function AcceptSome({ amendment: { id: amendmentId, amends }, onClose }: { amendment: AmendmentView; onClose: () => void }) {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const pieces = usePieces(amendmentId, useLabelLanguage())
  const { settle } = useAmendmentActs(amendmentId, amends)
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  // One that the draft has left behind meanwhile cannot be taken in any more.
  const chosen = new Set(pieces.data?.pieces.flatMap(({ id, stand }) => stand === 'clean' && ticked.has(id) ? [id] : []))
  const [reason, setReason] = useState('')
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => title.current?.focus(), [])
  const why = chosen.size === 0 ? t('pieces.chooseOne') : reason.trim().length < shortest ? t('pieces.giveReason') : ''
  // By its promise: this part of the page is gone as soon as the amendment is settled.
  const accept = () => void settle.mutateAsync({ accepted: true, pieces: [...chosen], reason })
    .then(() => { announce(t(amends ? 'pieces.takenIn' : 'pieces.settled')); onClose() }, () => pieces.refetch())
  return (
    <section className={css.part} aria-labelledby="some">
      <h2 id="some" tabIndex={-1} ref={title}>{t('pieces.acceptSomeTitle')}</h2>
      <p className={css.note}>{t(amends ? 'pieces.takeSomeMeans' : 'pieces.acceptSomeMeans')}</p>
      {pieces.error && <ErrorNotice error={pieces.error} title={t('pieces.failed')} onRetry={() => void pieces.refetch()} />}
      {!pieces.data && !pieces.error && <LoadingBars label={t('pieces.loading')} />}
      {pieces.data && (
        <>
          <PieceList legend={t('pieces.acceptLegend')} pieces={pieces.data.pieces} chosen={chosen} onChoose={setTicked} />
          <Textarea className={css.reason ?? ''} label={t('amendments.whyLabel')} required autosize minRows={2} minLength={shortest} maxLength={4000} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
          <RefusalNote error={settle.error} />
          <div className={css.acts}>
            <ReasonedButton reason={why} loading={settle.isPending} onClick={accept}>{t('pieces.accept', { count: chosen.size, total: pieces.data.pieces.length })}</ReasonedButton>
            <Button variant="default" onClick={onClose}>{t('ui.cancel')}</Button>
          </div>
        </>
      )}
    </section>
  )
}

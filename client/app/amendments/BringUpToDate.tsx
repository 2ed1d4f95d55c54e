import { Button } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'wouter'
import { PieceList } from '#client/features/amendments/PieceList.tsx'
import { usePieces, useRebase } from '#client/features/amendments/pieces.api.ts'
import css from '#client/features/amendments/pieces.module.css'
import { useAnnounce } from '#client/ui/Announcer.tsx'
import { RefusalNote } from '#client/ui/RefusalNote.tsx'
import type { PiecesView, PieceView } from '#domain/contract/pieces.ts'
import { useLabelLanguage } from '#client/lib/useLabelLanguage.ts'

interface Props { readonly amendmentId: string; /** Whether I am one of those who bring it up to date. */ readonly mayTake: boolean }

/** Where the draft has changed under an amendment: what, by whom and when, and for its sponsors the choice of what goes on. */
export default function BringUpToDate({ amendmentId, mayTake }: Props) {
  const { t } = useTranslation()
  const { data } = usePieces(amendmentId, useLabelLanguage())
  const [left, setLeft] = useState<readonly PieceView[]>([])
  const announce = useAnnounce()
  const isBehind = data?.isBehind ?? null
  const before = useRef(isBehind)
  useEffect(() => {
    if (before.current === false && isBehind) announce(t('pieces.behindSaid'))
    before.current = isBehind
  }, [isBehind, announce, t])
  return (
    <>
      {data?.isBehind && (
        <section className={css.part} aria-labelledby="behind">
          <h2 id="behind">{t('pieces.behindTitle')}</h2>
          <p className={css.note}>{t(mayTake ? 'pieces.behindMeans' : 'pieces.behindReads')}</p>
          {mayTake ? <Taking amendmentId={amendmentId} look={data} onLeft={setLeft} /> : <PieceList legend={t('pieces.readLegend')} pieces={data.pieces} chosen={null} />}
        </section>
      )}
      {!data?.isBehind && left.length > 0 && (
        <section className={css.part} aria-labelledby="left">
          <h2 id="left">{t('pieces.leftTitle')}</h2>
          <PieceList legend={t('pieces.leftTitle')} pieces={left} chosen={null} />
          <div><Button variant="default" onClick={() => setLeft([])}>{t('pieces.leftDone')}</Button></div>
        </section>
      )}
    </>
  )
}

function Taking({ amendmentId, look: { seq, pieces }, onLeft }: { amendmentId: string; look: PiecesView; onLeft: (left: readonly PieceView[]) => void }) {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const [, setSearch] = useSearchParams()
  const rebase = useRebase(amendmentId)
  // Kept while the draft goes on being written: what can be taken is, unless it was declined.
  const [declined, setDeclined] = useState<ReadonlySet<string>>(new Set())
  const takeable = pieces.filter(({ stand }) => stand === 'clean').map(({ id }) => id)
  const taken = new Set(takeable.filter((id) => !declined.has(id)))
  const bringUp = () => {
    const left = pieces.filter(({ id }) => !taken.has(id))
    // By its promise: this part of the page is gone as soon as the amendment is up to date.
    rebase.mutateAsync({ seq, take: [...taken], leave: left.map(({ id }) => id) }).then(() => {
      const lost = left.filter(({ stand }) => stand !== 'done')
      announce([t('pieces.broughtUp', { count: taken.size }), ...lost.length > 0 ? [t('pieces.broughtUpLeaving', { count: lost.length })] : []].join(' '))
      onLeft(lost)
      // Their clauses stay open below, to be written in.
      setSearch((before) => {
        const after = new URLSearchParams(before)
        for (const { clauseId } of lost) if (!after.getAll('clause').includes(clauseId)) after.append('clause', clauseId)
        return after
      }, { replace: true })
    }, () => undefined)
  }
  return (
    <>
      <PieceList legend={t('pieces.takeLegend')} pieces={pieces} chosen={taken} onChoose={(chosen) => setDeclined(new Set(takeable.filter((id) => !chosen.has(id))))} />
      <RefusalNote error={rebase.error} />
      <div className={css.acts}><Button loading={rebase.isPending} onClick={bringUp}>{t('pieces.bringUp')}</Button></div>
    </>
  )
}

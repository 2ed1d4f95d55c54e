import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useLawLanguage } from '#client/editor/lawLanguage.ts'
import type { SelectedWords } from '#client/editor/selectedWords.ts'
import { useFormat } from '#client/lib/format.ts'
import { Avatar } from '#client/ui/Avatar.tsx'
import { ErrorNotice } from '#client/ui/ErrorNotice.tsx'
import { LoadingBars } from '#client/ui/LoadingBars.tsx'
import { partyOf, useRoleNames } from '#client/ui/roles.ts'
import type { AttributionView } from '#domain/contract/history.ts'
import { handsOf } from './authors.ts'
import css from './whoWrote.module.css'
import { usePeople } from './people.ts'
import { useThrough } from './through.ts'
import { useAttribution } from './versions.api.ts'

interface WhoWroteProps { readonly draftId: string; readonly words: SelectedWords; readonly onClose: () => void }

/** A small box over the text: who wrote the words that are marked, and when. Escape leaves it. */
export default function WhoWrote({ draftId, words, onClose }: WhoWroteProps) {
  const { t } = useTranslation()
  const box = useRef<HTMLDivElement>(null)
  const attribution = useAttribution(draftId, words.clauseId, null)
  useEffect(() => {
    const before = document.activeElement
    box.current?.focus()
    return () => { if (before instanceof HTMLElement) before.focus({ preventScroll: true }) }
  }, [])
  return (
    <div ref={box} className={css.box} role="dialog" aria-label={t('versions.whoWrote')} tabIndex={-1} onKeyDown={(event) => { if (event.key === 'Escape') onClose() }}>
      <h2 className={css.title}>{t('versions.whoWrote')}</h2>
      {attribution.error && <ErrorNotice error={attribution.error} title={t('versions.authorsFailed')} onRetry={() => void attribution.refetch()} />}
      {attribution.isPending && <LoadingBars label={t('ui.loading')} lines={2} />}
      {attribution.data && <Hands attribution={attribution.data} words={words} />}
      <p className={css.foot}><Link to={`/drafts/${draftId}/history?authors=${words.clauseId}#clause-${words.clauseId}`}>{t('versions.wholeClause')}</Link></p>
    </div>
  )
}

function Hands({ attribution, words: { blockId, from, to } }: { attribution: AttributionView; words: SelectedWords }) {
  const { t } = useTranslation()
  const format = useFormat()
  const law = useLawLanguage()
  const roles = useRoleNames()
  const personOf = usePeople(attribution.people)
  const throughOf = useThrough(personOf)
  const hands = handsOf(attribution, blockId, from, to)
  if (hands.length === 0) return <p>{t('versions.notYetKept')}</p>
  return (
    <ul className={css.hands}>
      {hands.map(({ userId, at, text, through }, index) => {
        const person = attribution.people.find(({ id }) => id === userId)
        return (
          <li key={index}>
            {person && <Avatar person={person} decorative />}
            <div>
              <p><b>{personOf(userId).name}</b>{person && <span className={css.role}>, {roles[partyOf(person)]}</span>}</p>
              <p className={css.when}><time dateTime={at}>{format.dateTime(at)}</time>{through && <>. {throughOf(through)}</>}</p>
              {hands.length > 1 && <q className={css.words} lang={law}>{text.replaceAll('\uFFFC', '…')}</q>}
            </div>
          </li>
        )
      })}
    </ul>
  )
}

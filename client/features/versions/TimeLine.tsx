import { Button } from '@mantine/core'
import { IconArrowsRight, IconBookmark, IconChecks, IconPencil, IconRestore } from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useFormat } from '#client/lib/format.ts'
import type { Moment } from '#domain/contract/history.ts'
import { useMomentWords } from './momentWords.ts'
import { byDay, noonOf } from './moments.ts'
import type { Person } from './people.ts'
import css from './timeline.module.css'

interface TimeLineProps {
  readonly draftId: string
  readonly moments: readonly Moment[]
  readonly personOf: (userId: string) => Person
  /** The place in the journal that is shown. */
  readonly at: number | null
  readonly searchFor: (seq: number) => string
  readonly onChoose: (seq: number) => void
  readonly more: { readonly isThere: boolean; readonly isComing: boolean; readonly fetch: () => void }
}

/** Decisions, stages, versions and restores among the days of writing, the latest first. One tab stop; the arrows step from moment to moment. */
export function TimeLine({ draftId, moments, personOf, at, searchFor, onChoose, more }: TimeLineProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const list = useRef<HTMLDivElement>(null)
  const wordsOf = useMomentWords(draftId, personOf)
  const stop = moments.find(({ seq }) => seq === at) ?? moments[0]
  // The list follows the buttons beside the text; the page itself stays where it is.
  useEffect(() => {
    const box = list.current
    const row = box?.querySelector<HTMLElement>(`[data-seq="${at}"]`)
    if (!box || !row) return
    const [frame, place] = [box.getBoundingClientRect(), row.getBoundingClientRect()]
    if (place.top < frame.top) box.scrollTop += place.top - frame.top - 40
    else if (place.bottom > frame.bottom) box.scrollTop += place.bottom - frame.bottom + 16
  }, [at])
  const step = (event: KeyboardEvent<HTMLElement>) => {
    const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-seq]')]
    const here = rows.findIndex((row) => row.matches(':focus'))
    const next = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: rows.length - 1 }[event.key]
    if (next === undefined || here < 0) return
    event.preventDefault()
    const row = rows[next]
    if (!row) return
    row.focus()
    onChoose(Number(row.dataset['seq']))
  }
  return (
    <div ref={list} className={css.list} onKeyDown={step}>
      {byDay(moments).map(({ day, moments: ofDay }) => (
        <section key={day} aria-label={format.date(noonOf(day))}>
          <h3 className={css.dayHead}>{format.weekday(noonOf(day))}</h3>
          <ol>
            {ofDay.map((moment) => (
              <li key={`${moment.kind}:${moment.seq}:${moment.at}:${moment.proposal?.id ?? moment.name}`} className={css[moment.kind]}>
                <Link to={searchFor(moment.seq)} replace className={css.row} data-seq={moment.seq} tabIndex={moment === stop ? 0 : -1} aria-current={moment.seq === at || undefined}>
                  <MomentIcon kind={moment.kind} />
                  <span className={css.words}>{wordsOf(moment)}{moment.proposal && <span className={css.question}>{moment.proposal.question}</span>}</span>
                  <time dateTime={moment.at}>{format.time(moment.at)}</time>
                </Link>
              </li>
            ))}
          </ol>
        </section>
      ))}
      {more.isThere
        ? <Button className={css.more ?? ''} size="xs" variant="default" loading={more.isComing} onClick={more.fetch}>{t('versions.earlierMoments')}</Button>
        : <p className={css.beginning}>{t('versions.beginning')}</p>}
    </div>
  )
}

const icons = { day: IconPencil, decision: IconChecks, stage: IconArrowsRight, version: IconBookmark, restore: IconRestore }

function MomentIcon({ kind }: { kind: Moment['kind'] }) {
  const Icon = icons[kind]
  return <span className={css.icon} aria-hidden><Icon size={16} stroke={1.6} /></span>
}

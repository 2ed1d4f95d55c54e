import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#client/lib/format.ts'
import { ErrorNotice } from '#client/ui/ErrorNotice.tsx'
import { LoadingBars } from '#client/ui/LoadingBars.tsx'
import type { Subject } from '#domain/charter/conditions.ts'
import type { Moment } from '#domain/contract/history.ts'
import type { VersionView } from '#domain/contract/versions.ts'
import { ChangedClauses } from './ChangedClauses.tsx'
import type { useHistoryAddress } from './historyAddress.ts'
import { MomentActs } from './MomentActs.tsx'
import { useMomentWords } from './momentWords.ts'
import { neighboursOf } from './moments.ts'
import type { Person } from './people.ts'
import { shownClauses } from './shownClauses.ts'
import { ComparedWith, Stepper } from './Stepper.tsx'
import { TextThen } from './TextThen.tsx'
import css from './versions.module.css'
import { useShown } from './versions.api.ts'

interface MomentShownProps {
  readonly draftId: string
  readonly subject: Subject
  readonly atRest: ReadonlyMap<string, string>
  readonly at: number
  /** What it is compared with; null for nothing. */
  readonly from: number | null
  /** What the reader chose to compare with; null for the moment before. */
  readonly chosenFrom: number | null
  readonly present: number
  readonly moments: readonly Moment[]
  readonly versions: readonly VersionView[]
  readonly personOf: (userId: string) => Person
  readonly authors: string | null
  readonly onChoose: ReturnType<typeof useHistoryAddress>['choose']
}

/** One moment: what it is, what can be done with it, which clauses changed, and the text as it stood. */
export function MomentShown({ draftId, subject, atRest, at, from, chosenFrom, present, moments, versions, personOf, authors, onChoose }: MomentShownProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const wordsOf = useMomentWords(draftId, personOf)
  const shown = useShown(draftId, at, from)
  const { text, changes, before } = shown.data ?? {}
  const clauses = useMemo(() => (text ? shownClauses(text.clauses, changes?.clauses ?? [], before?.clauses ?? []) : []), [text, changes, before])
  const showAuthors = useCallback((clauseId: string | null) => onChoose({ authors: clauseId }), [onChoose])
  const { earlier, later } = neighboursOf(moments, at)
  const here = moments.filter(({ seq }) => seq === at)
  // A vote that opened later found the same words: the moment is its, not that of the last change.
  const when = text ? format.dateTime(moments.find(({ seq }) => seq === text.seq)?.at ?? text.at) : ''
  const names = versions.filter(({ seq }) => seq === at).map(({ name }) => name)
  return (
    <section className={css.shown} aria-labelledby="moment">
      <div className={css.head}>
        <div role="status">
          <h2 id="moment" className={css.moment}>{text ? t('versions.asItStood', { when }) : t('ui.loading')}</h2>
          {names.length > 0 && <p className={css.named}>{format.list(names)}</p>}
          {here.length > 0 && <p className={css.what}>{here.filter(({ kind }) => kind !== 'version').map(wordsOf).join('. ')}</p>}
        </div>
        <Stepper earlier={earlier} later={later} onStep={(seq) => onChoose({ at: seq })} />
      </div>
      <div className={css.bar}>
        <ComparedWith at={at} from={chosenFrom} moments={moments} versions={versions} wordsOf={wordsOf} onChange={(seq) => onChoose({ from: seq })} />
        {text && <MomentActs draftId={draftId} subject={subject} seq={text.seq} when={when} isPresent={at >= present} />}
      </div>
      {shown.error && <ErrorNotice error={shown.error} title={t('versions.textFailed')} onRetry={() => void shown.refetch()} />}
      {shown.isPending && <LoadingBars label={t('versions.loading')} lines={12} />}
      {text && (
        <>
          {changes ? <ChangedClauses clauses={clauses} /> : <p className={css.unchanged}>{t(from === null && chosenFrom === null ? 'versions.firstMoment' : 'versions.comparedWithNothing')}</p>}
          <TextThen text={text} when={when} clauses={clauses} subject={subject} atRest={atRest} isPresent={at >= present} authors={authors} onAuthors={showAuthors} isBusy={shown.isPlaceholderData} />
        </>
      )}
    </section>
  )
}

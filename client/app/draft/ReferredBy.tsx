import { Fragment, memo, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useReadingFor } from '#client/editor/draftReading.ts'
import type { DraftReading, DraftText } from '#client/editor/draftText.ts'
import { showPlace } from '#client/editor/showPlace.ts'
import { type Referrer, referredToBy } from '#domain/text/backReferences.ts'
import css from './draft.module.css'
import { placeName } from './names.ts'
import { useLabelLanguage } from '#client/lib/useLabelLanguage.ts'

// Every clause asks, and all ask of the same reading.
const known = new WeakMap<DraftReading, ReadonlyMap<string, readonly Referrer[]>>()
function referrersIn(reading: DraftReading): ReadonlyMap<string, readonly Referrer[]> {
  const before = known.get(reading)
  if (before) return before
  const referrers = referredToBy(reading.clauses.map(({ id, content }) => [id, content] as const))
  known.set(reading, referrers)
  return referrers
}

/** "Referred to by: Article 4(2), recital (6)", each a link that goes there. */
export default memo(function ReferredBy({ clauseId, text, near }: { clauseId: string; text: DraftText; near: boolean }) {
  const { t } = useTranslation()
  const language = useLabelLanguage()
  const reading = useReadingFor(text, clauseId, near)
  const places = useMemo(() => (referrersIn(reading).get(clauseId) ?? []).flatMap((from) => {
    const clause = reading.clauses.find(({ id }) => id === from.clauseId)
    return clause ? [{ ...from, name: placeName(reading, clause, from.blockId, t, language) }] : []
  }), [reading, clauseId, t, language])
  if (places.length === 0) return null
  return (
    <p className={css.referredBy} data-referred-by>
      <span>{t('clauses.referredBy')}</span>{' '}
      {places.map(({ clauseId: from, blockId, name }, index) => (
        <Fragment key={`${from}/${blockId}`}>
          {index > 0 && ', '}
          <a href={`#clause-${from}`} onClick={(event) => { event.preventDefault(); showPlace({ clauseId: from, blockId, from: 0, to: 0 }) }}>{name}</a>
        </Fragment>
      ))}
    </p>
  )
})

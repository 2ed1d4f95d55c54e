import { useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useLawLanguage } from '#client/editor/lawLanguage.ts'
import type { Subject } from '#domain/charter/conditions.ts'
import type { LabelLanguage } from '#domain/text/languages.ts'
import { type Provisions, referenceLabel } from '#domain/text/numbering.ts'
import { ClauseThen } from './ClauseThen.tsx'
import css from './law.module.css'
import type { LabelAt } from './LawBlock.tsx'
import { useProvisionName } from './names.ts'
import type { ShownClause, TextAt } from './shownClauses.ts'

interface TextThenProps {
  readonly text: TextAt
  /** The time of the moment, in words. */
  readonly when: string
  readonly clauses: readonly ShownClause[]
  readonly subject: Subject
  /** The clauses whose words rest under an open proposal. */
  readonly atRest: ReadonlyMap<string, string>
  readonly isPresent: boolean
  readonly authors: string | null
  readonly onAuthors: (clauseId: string | null) => void
  /** Whether another moment is on its way. */
  readonly isBusy: boolean
}

/** The draft as it stood at a moment, as a page of law. */
export function TextThen({ text, when, clauses, subject, atRest, isPresent, authors, onAuthors, isBusy }: TextThenProps) {
  const { t } = useTranslation()
  const nameOf = useProvisionName()
  const law = useLawLanguage()
  const labelAt = useMemo(() => labelsIn(text, law), [text, law])
  // An address can name a clause; it is there only now.
  useEffect(() => {
    const { hash } = window.location
    if (hash.startsWith('#clause-')) document.getElementById(hash.slice(1))?.scrollIntoView({ block: 'start' })
  }, [])
  return (
    <article className={css.sheet} aria-label={t('versions.textThen')} aria-busy={isBusy}>
      <hr className={css.oxford} aria-hidden />
      {clauses.map((shown) => (
        <ClauseThen
          key={shown.clause.id} shown={shown} name={nameOf(shown.clause)} subject={subject} seq={text.seq} when={when} atRestFor={atRest.get(shown.clause.id) ?? null} isPresent={isPresent}
          isByAuthor={authors === shown.clause.id} labelAt={labelAt} onAuthors={onAuthors}
        />
      ))}
    </article>
  )
}

/** Cross-references by the numbers of then, in the language of the law. */
function labelsIn({ clauses }: TextAt, law: LabelLanguage): LabelAt {
  const provisions: Provisions = {
    numbers: new Map(clauses.flatMap(({ id, number }) => number === null ? [] : [[id, number] as const])),
    kinds: new Map(clauses.map(({ id, kind }) => [id, kind])), contents: new Map(clauses.map(({ id, content }) => [id, content])),
  }
  return (reference) => referenceLabel(provisions, reference, law)
}

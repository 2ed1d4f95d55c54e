import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useLawLanguage } from '#client/editor/lawLanguage.ts'
import css from '#client/features/amendments/amendments.module.css'
import { ChangedBlocks } from '#client/features/versions/ChangedBlocks.tsx'
import type { ClauseAt } from '#client/features/versions/shownClauses.ts'
import { type Provisions, referenceLabel } from '#domain/text/numbering.ts'
import '#client/editor/law.css'

/** A text as it would read, with the numbers and references that it would have. */
export function WholeText({ clauses }: { clauses: readonly ClauseAt[] }) {
  const { t } = useTranslation()
  const law = useLawLanguage()
  const provisions = useMemo((): Provisions => ({
    numbers: new Map(clauses.flatMap(({ id, number }) => number === null ? [] : [[id, number] as const])),
    kinds: new Map(clauses.map(({ id, kind }) => [id, kind])), contents: new Map(clauses.map(({ id, content }) => [id, content])),
  }), [clauses])
  return (
    <article className={css.sheet} aria-label={t('marshalling.whatIf.wholeText')} lang={law}>
      {clauses.map((clause) => (
        <div key={clause.id} className={css.whole}>
          {clause.label && <p className={css.clauseName}>{clause.label}</p>}
          <div className="law" data-node={clause.kind}><ChangedBlocks clause={clause} change={null} labelAt={(reference) => referenceLabel(provisions, reference, law)} /></div>
        </div>
      ))}
    </article>
  )
}

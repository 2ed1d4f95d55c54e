import { useTranslation } from 'react-i18next'
import css from '#client/features/amendments/amendments.module.css'
import { ChangedBlocks } from '#client/features/versions/ChangedBlocks.tsx'
import { ChangeTag } from '#client/features/versions/ChangeTag.tsx'
import { useLawLanguage } from '#client/editor/lawLanguage.ts'
import type { DifferenceView } from '#domain/contract/amendments.ts'
import type { DraftView } from '#domain/contract/drafts.ts'
import { changeName, clauseOf, labelsOfDraft } from './changedClause.ts'
import '#client/editor/law.css'

/** What an amendment changes: what it takes out struck through, what it puts in underlined, clause by clause. */
export function Difference({ difference: { clauses }, draft }: { difference: Pick<DifferenceView, 'clauses'>; draft: DraftView }) {
  const { t } = useTranslation()
  const law = useLawLanguage()
  const labelAt = labelsOfDraft(draft)
  if (clauses.length === 0) return <p className={css.note}>{t('amendments.changesNothing')}</p>
  return (
    <div className={css.sheet}>
      {clauses.map((change) => (
        <section key={change.id} className={css.clause} aria-label={changeName(change)}>
          <p className={css.clauseName}><span lang={law}>{changeName(change)}</span> <ChangeTag change={change} /></p>
          <div className="law" data-node={change.kind} lang={law}><ChangedBlocks clause={clauseOf(change)} change={change} labelAt={labelAt} /></div>
        </section>
      ))}
    </div>
  )
}

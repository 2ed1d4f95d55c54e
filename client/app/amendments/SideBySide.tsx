import { useTranslation } from 'react-i18next'
import amendments from '#client/features/amendments/amendments.module.css'
import css from '#client/features/amendments/pieces.module.css'
import { ChangedBlocks } from '#client/features/versions/ChangedBlocks.tsx'
import { ChangeTag } from '#client/features/versions/ChangeTag.tsx'
import type { ClauseChange } from '#client/features/versions/shownClauses.ts'
import { useLawLanguage } from '#client/editor/lawLanguage.ts'
import type { DifferenceView } from '#domain/contract/amendments.ts'
import type { DraftView } from '#domain/contract/drafts.ts'
import { changeName, clauseOf, labelsOfDraft, sideOf } from './changedClause.ts'
import '#client/editor/law.css'

/** Each clause before and after, beside each other; on a narrow screen below each other. */
export default function SideBySide({ difference: { clauses }, draft }: { difference: DifferenceView; draft: DraftView }) {
  const { t } = useTranslation()
  const law = useLawLanguage()
  const labelAt = labelsOfDraft(draft)
  if (clauses.length === 0) return <p className={amendments.note}>{t('amendments.changesNothing')}</p>
  const side = (change: ClauseChange, which: 'before' | 'after') => {
    const shown = sideOf(change, which)
    if (!shown) return <p className={css.note}>{t(which === 'before' ? 'pieces.notThere' : 'pieces.leftOut')}</p>
    if (shown.blocks.length === 0) return <p className={css.note}>{t('pieces.onlyMoved')}</p>
    return <div className="law" data-node={change.kind} lang={law}><ChangedBlocks clause={clauseOf(change)} change={shown} labelAt={labelAt} /></div>
  }
  return clauses.map((change) => (
    <section key={change.id} className={css.clause} aria-label={changeName(change)}>
      <p className={css.clauseName}><span lang={law}>{changeName(change)}</span> <ChangeTag change={change} /></p>
      <div className={css.twoSides}>
        <div className={css.side}><h4>{t('pieces.before')}</h4>{side(change, 'before')}</div>
        <div className={css.side}><h4>{t('pieces.after')}</h4>{side(change, 'after')}</div>
      </div>
    </section>
  ))
}

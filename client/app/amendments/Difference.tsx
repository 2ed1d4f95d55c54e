import { useTranslation } from 'react-i18next'
import css from '#client/features/amendments/amendments.module.css'
import { ChangedBlocks } from '#client/features/versions/ChangedBlocks.tsx'
import { ChangeTag } from '#client/features/versions/ChangeTag.tsx'
import { lawLanguage } from '#client/editor/lawLanguage.ts'
import { useFormat } from '#client/lib/format.ts'
import { Notice } from '#client/ui/Notice.tsx'
import { type AmendmentState, isUndecided, isUnsealed } from '#domain/amendments/states.ts'
import type { DifferenceView } from '#domain/contract/amendments.ts'
import type { DraftView } from '#domain/contract/drafts.ts'
import { referenceLabel } from '#domain/text/numbering.ts'
import '#client/editor/law.css'

/** What an amendment changes: what it takes out struck through, what it puts in underlined, clause by clause. */
export function Difference({ difference: { clauses, hasMoved }, state, draft }: { difference: DifferenceView; state: AmendmentState; draft: DraftView }) {
  const { t } = useTranslation()
  const { list } = useFormat()
  if (clauses.length === 0) return <p className={css.note}>{t('amendments.changesNothing')}</p>
  const nameOf = (id: string) => { const clause = clauses.find((one) => one.id === id); return clause?.labelTo ?? clause?.labelFrom ?? clause?.headingTo ?? '' }
  const provisions = {
    numbers: new Map(draft.clauses.flatMap(({ id, number }) => number === null ? [] : [[id, number] as const])),
    kinds: new Map(draft.clauses.map(({ id, kind }) => [id, kind])), contents: new Map(),
  }
  return (
    <>
      {hasMoved.length > 0 && isUndecided(state) && <Notice tone="info">{t(isUnsealed(state) ? 'amendments.moved' : 'amendments.movedSealed', { names: list(hasMoved.map(nameOf)) })}</Notice>}
      <div className={css.sheet}>
        {clauses.map((change) => (
          <section key={change.id} className={css.clause} aria-label={nameOf(change.id)}>
            <p className={css.clauseName}>{nameOf(change.id)} <ChangeTag change={change} /></p>
            <div className="law" data-node={change.kind} lang={lawLanguage}>
              <ChangedBlocks clause={{ id: change.id, kind: change.kind, parent: null, depth: 0, number: null, label: change.labelTo, heading: change.headingTo, content: { blocks: [] } }} change={change} labelAt={(reference) => referenceLabel(provisions, reference)} />
            </div>
          </section>
        ))}
      </div>
    </>
  )
}

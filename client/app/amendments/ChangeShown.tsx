import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'wouter'
import { useDifference } from '#client/features/amendments/amendments.api.ts'
import css from '#client/features/amendments/pieces.module.css'
import { useFormat } from '#client/lib/format.ts'
import { later } from '#client/lib/later.tsx'
import { ErrorNotice } from '#client/ui/ErrorNotice.tsx'
import { Notice } from '#client/ui/Notice.tsx'
import type { AmendmentView, DifferenceView } from '#domain/contract/amendments.ts'
import type { DraftView } from '#domain/contract/drafts.ts'
import { changeName } from './changedClause.ts'
import { Difference } from './Difference.tsx'

const SideBySide = later(() => import('./SideBySide.tsx'))
const Instructions = later(() => import('./Instructions.tsx'))

const views = ['inline', 'sides', 'instructions'] as const
type View = (typeof views)[number]
const viewKeys: Record<View, string> = { inline: 'pieces.inline', sides: 'pieces.sides', instructions: 'pieces.instructions' }

/** What an amendment changes, in the text, side by side or as instructions; which of them is in the address. */
export function ChangeShown({ amendment, draft }: { amendment: AmendmentView; draft: DraftView }) {
  const { t } = useTranslation()
  const difference = useDifference(amendment.id)
  const [search, setSearch] = useSearchParams()
  const view = views.find((known) => known === search.get('view')) ?? 'inline'
  const show = (next: View) => setSearch((before) => {
    const after = new URLSearchParams(before)
    if (next === 'inline') after.delete('view')
    else after.set('view', next)
    return after
  }, { replace: true })
  return (
    <section aria-labelledby="change">
      <div className={css.head}>
        <h2 id="change" className={css.title}>{t('amendments.change')}</h2>
        <fieldset className={css.views}>
          <legend className="visually-hidden">{t('pieces.view')}</legend>
          {views.map((known) => <label key={known}><input type="radio" name="view" value={known} checked={known === view} onChange={() => show(known)} />{t(viewKeys[known])}</label>)}
        </fieldset>
      </div>
      <div aria-live="polite" aria-busy={difference.isFetching}>
        {amendment.state === 'sealed' && difference.data && <MovedSealed difference={difference.data} />}
        {difference.error && <ErrorNotice error={difference.error} title={t('amendments.failed')} onRetry={() => void difference.refetch()} />}
        {difference.data && view === 'inline' && <Difference difference={difference.data} draft={draft} />}
        {difference.data && view === 'sides' && <SideBySide difference={difference.data} draft={draft} />}
        {view === 'instructions' && <Instructions amendment={amendment} />}
      </div>
    </section>
  )
}

/** Where the draft has changed under sealed words: they can only be taken back. */
function MovedSealed({ difference: { hasMoved, clauses } }: { difference: DifferenceView }) {
  const { t } = useTranslation()
  const { list } = useFormat()
  const names = hasMoved.flatMap((id) => clauses.filter((clause) => clause.id === id).map(changeName))
  return names.length > 0 ? <Notice tone="info">{t('amendments.movedSealed', { names: list(names) })}</Notice> : null
}

import type { ReactNode } from 'react'
import { useFormat, useLocalized } from '#client/lib/format.ts'
import { useStageNames } from '#client/ui/StageSteps.tsx'
import type { DraftView } from '#domain/contract/drafts.ts'
import css from './drafts.module.css'

/** The head of the sheet: reference, stage and its date between rules, then the title of the law. */
export function Masthead({ draft, children }: { draft: DraftView; children?: ReactNode }) {
  const format = useFormat()
  const localized = useLocalized()
  const stages = useStageNames()
  return (
    <header className={css.masthead}>
      <hr className={css.oxford} aria-hidden />
      <p className={css.mastLine}><span>{draft.reference}</span><span>{stages[draft.stage]}</span><time dateTime={draft.stageSince}>{format.date(draft.stageSince)}</time></p>
      {children
        ? <div className={css.mastTitle} role="heading" aria-level={1}>{children}</div>
        : <h1 className={`${css.mastTitle} ${css.mastHeading}`} lang="en">{draft.title.en}</h1>}
      {draft.longTitle && <p className={css.by}>{localized(draft.longTitle)}</p>}
    </header>
  )
}

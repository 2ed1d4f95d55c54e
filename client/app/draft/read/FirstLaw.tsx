import { Masthead } from '#client/features/drafts/Masthead.tsx'
import type { DraftView } from '#domain/contract/drafts.ts'
import draftCss from '../draft.module.css'
import { FirstText } from '../FirstText.tsx'
import css from './read.module.css'

/** The law as the first answer gave it, until its shared text is here. */
export const FirstLaw = ({ draft }: { draft: DraftView }) => (
  <main id="main" className={css.desk} tabIndex={-1}>
    <article className={`${draftCss.sheet} ${css.sheet}`}>
      <Masthead draft={draft} />
      <FirstText clauses={draft.clauses.filter(({ kind }) => kind !== 'title')} />
    </article>
  </main>
)

import { useTranslation } from 'react-i18next'
import { useLawLanguage } from '#client/editor/lawLanguage.ts'
import { ChangeTag } from './ChangeTag.tsx'
import css from './versions.module.css'
import { useProvisionName } from './names.ts'
import type { ShownClause } from './shownClauses.ts'

/** Which clauses differ, each with the way to it. */
export function ChangedClauses({ clauses }: { clauses: readonly ShownClause[] }) {
  const { t } = useTranslation()
  const law = useLawLanguage()
  const nameOf = useProvisionName()
  const changed = clauses.filter(({ change }) => change !== null)
  if (changed.length === 0) return <p className={css.unchanged}>{t('versions.noChanges')}</p>
  const jump = (id: string) => (event: { preventDefault: () => void }) => {
    event.preventDefault()
    const place = document.getElementById(`clause-${id}`)
    place?.scrollIntoView({ block: 'start' })
    place?.focus({ preventScroll: true })
  }
  return (
    <nav aria-labelledby="changed-clauses">
      <h3 id="changed-clauses" className={css.changedTitle}>{t('versions.changedClauses', { count: changed.length })}</h3>
      <ul className={css.changedList}>
        {changed.map(({ clause, change }) => (
          <li key={clause.id}>
            <a href={`#clause-${clause.id}`} onClick={jump(clause.id)}>{nameOf(clause)}</a>
            {change?.headingTo && clause.kind !== 'title' && <span className={css.changedHeading} lang={law}>{change.headingTo}</span>}
            {change && <span className={css.changedTags}><ChangeTag change={change} /></span>}
          </li>
        ))}
      </ul>
    </nav>
  )
}

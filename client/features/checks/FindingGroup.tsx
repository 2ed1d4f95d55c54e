import { Button } from '@mantine/core'
import { IconAlertTriangle, IconBulb, IconForbid } from '@tabler/icons-react'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Finding, type FindingKind, severityOf } from '#domain/text/check/finding.ts'
import css from './checks.module.css'
import type { useFindingWords } from './findingWords.ts'

interface FindingGroupProps {
  readonly kind: FindingKind
  readonly findings: readonly Finding[]
  readonly words: ReturnType<typeof useFindingWords>
  readonly nameOf: (clauseId: string, blockId: string | null) => string
  readonly mayEdit: (clauseId: string) => boolean
  readonly onGo: (finding: Finding) => void
  readonly onFix: (findings: readonly Finding[]) => void
}

const icons = { blocking: IconForbid, warning: IconAlertTriangle, hint: IconBulb }
const shownAtOnce = 12

/** Everything that one rule found, with what the rule is for. */
export function FindingGroup({ kind, findings, words, nameOf, mayEdit, onGo, onFix }: FindingGroupProps) {
  const { t } = useTranslation()
  const titleId = useId()
  const [shown, setShown] = useState(shownAtOnce)
  const severity = severityOf[kind]
  const Icon = icons[severity]
  const fixable = findings.filter(({ fix, clauseId }) => fix && mayEdit(clauseId))
  return (
    <section className={css.group} aria-labelledby={titleId}>
      <div className={css.groupHead}>
        <Icon className={css[severity]} size={18} stroke={1.6} aria-hidden />
        <h3 id={titleId}>{words.title(kind)} <span className={css.count}>{findings.length}</span></h3>
        {fixable.length > 1 && <Button size="compact-xs" variant="default" onClick={() => onFix(fixable)}>{t('checks.fixAll', { count: fixable.length })}</Button>}
      </div>
      <p className={css.note}>{words.why(kind)}</p>
      <ul className={css.list}>
        {findings.slice(0, shown).map((finding, index) => (
          <li key={index} className={css.finding}>
            <button type="button" className={css.jump} onClick={() => onGo(finding)}>
              <b>{nameOf(finding.clauseId, finding.blockId || null)}</b> <span>{words.what(finding)}</span>
            </button>
            {finding.fix && mayEdit(finding.clauseId) && <Button size="compact-xs" variant="subtle" onClick={() => onFix([finding])}>{words.fix(finding)}</Button>}
          </li>
        ))}
      </ul>
      {findings.length > shown && <Button className={css.more ?? ''} size="compact-xs" variant="subtle" onClick={() => setShown(findings.length)}>{t('checks.showAll', { count: findings.length })}</Button>}
    </section>
  )
}

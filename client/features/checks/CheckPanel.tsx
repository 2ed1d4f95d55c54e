import { Button } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { OpenDraft } from '#client/editor/openDraft.ts'
import { useOneAct } from '#client/editor/useOneAct.ts'
import { LoadingBars } from '#client/ui/LoadingBars.tsx'
import { StateTag } from '#client/ui/StateTag.tsx'
import { type Finding, findingKinds, type Severity, severityOf } from '#domain/text/check/finding.ts'
import css from './checks.module.css'
import { FindingGroup } from './FindingGroup.tsx'
import { severityTone, useFindingWords } from './findingWords.ts'

interface CheckPanelProps {
  readonly open: OpenDraft
  readonly findings: readonly Finding[] | null
  /** What a place is called: the clause, or the block in it. */
  readonly nameOf: (clauseId: string, blockId: string | null) => string
  /** Whether I may write in this clause now. */
  readonly mayEdit: (clauseId: string) => boolean
  readonly onGo: (finding: Finding) => void
}

const severities: readonly Severity[] = ['blocking', 'warning', 'hint']

/** What the drafting check found, grouped by rule and most serious first; each with the way to its words, and where it is safe mended by one press. */
export default function CheckPanel({ open, findings, nameOf, mayEdit, onGo }: CheckPanelProps) {
  const { t } = useTranslation()
  const words = useFindingWords((clauseId) => nameOf(clauseId, null))
  const act = useOneAct(open.text.doc)
  if (!findings) return <div className={css.panel}><LoadingBars label={t('checks.reading')} /></div>
  const counts = severities.map((severity) => ({ severity, count: findings.filter(({ kind }) => severityOf[kind] === severity).length })).filter(({ count }) => count > 0)
  const fix = (chosen: readonly Finding[]) => { act.apply(chosen.flatMap(({ fix: own = [] }) => own).filter(({ clauseId }) => mayEdit(clauseId))) }
  return (
    <div className={css.panel}>
      <div className={css.head}>
        <p className={css.counts} role="status">
          {findings.length === 0 ? t('checks.nothing') : counts.map(({ severity, count }) => <StateTag key={severity} tone={severityTone[severity]}>{words.severity(severity, count)}</StateTag>)}
        </p>
        {counts.some(({ severity }) => severity === 'blocking') && <p className={css.note}>{t('checks.blocks')}</p>}
        {act.made !== null && (
          <p className={css.mended} role="status">
            <IconCircleCheck size={16} stroke={1.6} aria-hidden />{t('checks.mended', { count: act.made })}
            <Button size="compact-xs" variant="default" onClick={act.undo}>{t('checks.undo')}</Button>
          </p>
        )}
      </div>
      {findings.length === 0 && <div className={css.empty}><p>{t('checks.empty')}</p><p>{t('checks.emptyHow')}</p></div>}
      {findingKinds.map((kind) => {
        const own = findings.filter((finding) => finding.kind === kind)
        return own.length > 0 && <FindingGroup key={kind} kind={kind} findings={own} words={words} nameOf={nameOf} mayEdit={mayEdit} onGo={onGo} onFix={fix} />
      })}
    </div>
  )
}

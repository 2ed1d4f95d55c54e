import { IconCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#client/lib/format.ts'
import { useStageNames } from '#client/ui/StageSteps.tsx'
import { type Stage, stages } from '#domain/charter/roles.ts'
import css from './charters.module.css'

interface StageCellProps { readonly granted: readonly Stage[]; readonly at: Stage | null }

/** When a party may do something: five steps, the open ones filled, said in words too. With a stage chosen: yes or nothing. */
export function StageCell({ granted, at }: StageCellProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useStageNames()
  if (granted.length === 0 || (at && !granted.includes(at))) return <span className={css.never}><span aria-hidden>–</span><span className="visually-hidden">{t('charters.never')}</span></span>
  if (at) return <span className={css.yes}><IconCheck size={18} stroke={2.2} aria-hidden /><span className="visually-hidden">{t('charters.yes')}</span></span>
  const all = granted.length === stages.length
  const words = all ? t('charters.always') : format.list(granted.map((stage) => names[stage]))
  return (
    <span className={css.cell} title={words}>
      <span className={css.marks} aria-hidden>{stages.map((stage, index) => <i key={stage} className={granted.includes(stage) ? css.on : ''}>{index + 1}</i>)}</span>
      <span className="visually-hidden">{words}</span>
    </span>
  )
}

import { IconCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { type Stage, stages } from '#domain/charter/roles.ts'
import css from './stages.module.css'

export function useStageNames(): Record<Stage, string> {
  const { t } = useTranslation()
  return {
    drafting: t('ui.stage.drafting'), consultation: t('ui.stage.consultation'), deliberation: t('ui.stage.deliberation'),
    voting: t('ui.stage.voting'), adopted: t('ui.stage.adopted'),
  }
}

/** The way of a draft as five named steps; on a narrow screen, and with `compact`, as a name and five segments. */
export function StageSteps({ stage, compact = false }: { stage: Stage; compact?: boolean }) {
  const { t } = useTranslation()
  const names = useStageNames()
  const at = stages.indexOf(stage)
  const stateOf = (index: number) => (index < at ? css.done : index === at ? css.now : '')
  return (
    <>
      {!compact && (
        <ol className={css.steps}>
          {stages.map((own, index) => (
            <li key={own} className={stateOf(index) ?? ''} {...(own === stage && { 'aria-current': 'step' })}>
              <span className={css.number} aria-hidden>{index < at ? <IconCheck size={12} stroke={2.4} /> : index + 1}</span>
              <span className={css.label}>{names[own]}</span>
            </li>
          ))}
        </ol>
      )}
      <div className={compact ? css.mini : `${css.mini} ${css.miniNarrow}`}>
        <b>{names[stage]}</b>{!compact && <><span className={css.stageOf}>{t('ui.stageOf', { number: at + 1, count: stages.length })}</span><span className={css.stageOfShort} aria-hidden>{at + 1}/{stages.length}</span></>}
        <span className={css.segments} aria-hidden>{stages.map((own, index) => <i key={own} className={stateOf(index) ?? ''} />)}</span>
      </div>
    </>
  )
}

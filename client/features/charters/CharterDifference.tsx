import { IconMinus, IconPlus } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#client/lib/format.ts'
import { Glyph } from '#client/ui/Glyph.tsx'
import { useRoleNames } from '#client/ui/roles.ts'
import { useStageNames } from '#client/ui/StageSteps.tsx'
import type { Charter } from '#domain/charter/charter.ts'
import { charterChanges, countChanges, type Gained, type RightChange } from '#domain/charter/charterChanges.ts'
import { type Stage, stages } from '#domain/charter/roles.ts'
import css from './difference.module.css'
import { areas, useCharterWords } from './words.ts'

/** What one charter changes in another, in sentences: who gains or loses which right at which stages, and which rules of deciding come and go. */
export function CharterDifference({ before, after }: { before: Charter; after: Charter }) {
  const { t } = useTranslation()
  const words = useCharterWords()
  const roles = useRoleNames()
  const changes = charterChanges(before, after)
  if (countChanges(changes) === 0) return <p className={css.none}>{t('charters.nothingChanges')}</p>
  const inOrder = areas.flatMap(({ capabilities }) => capabilities).map((capability) => ({ capability, own: changes.rights.filter((right) => right.capability === capability) })).filter(({ own }) => own.length > 0)
  const roleNames = (own: Gained<keyof typeof roles>) => ({ gained: own.gained.map((role) => roles[role]), lost: own.lost.map((role) => roles[role]) })
  const rules = { gained: changes.rules.gained.map(words.ruleName), lost: changes.rules.lost.map(words.ruleName) }
  return (
    <div className={css.difference}>
      {inOrder.map(({ capability, own }) => (
        <section key={capability}>
          <h3>{words.capability(capability)}</h3>
          <ul>{own.map((right) => <Right key={right.party} right={right} />)}</ul>
        </section>
      ))}
      <Listed title={t('charters.changedRules')} {...rules} />
      <Listed title={t('charters.changedConcurrent')} {...roleNames(changes.concurrentRoles)} />
      <Listed title={t('charters.changedRoles')} {...roleNames(changes.roles)} />
    </div>
  )
}

function Right({ right: { party, gains, loses, before, after } }: { right: RightChange }) {
  const { t } = useTranslation()
  const format = useFormat()
  const roles = useRoleNames()
  const names = useStageNames()
  const at = (own: readonly Stage[]) => (own.length === 0 ? t('charters.never') : own.length === stages.length ? t('charters.always') : format.list(own.map((stage) => names[stage])))
  return (
    <>
      {gains.length > 0 && <Line gained><Glyph party={party} small /> <b>{roles[party]}</b> {t('charters.gains', { stages: at(gains) })}</Line>}
      {loses.length > 0 && <Line><Glyph party={party} small /> <b>{roles[party]}</b> {t('charters.loses', { stages: at(loses) })}</Line>}
      <li className={css.sum}>{t('charters.beforeAfter', { before: at(before), after: at(after) })}</li>
    </>
  )
}

function Line({ gained = false, children }: { gained?: boolean; children: ReactNode }) {
  const Icon = gained ? IconPlus : IconMinus
  return <li className={gained ? css.gained : css.lost}><Icon size={16} stroke={2} aria-hidden /><span>{children}</span></li>
}

function Listed({ title, gained, lost }: { title: string; gained: readonly string[]; lost: readonly string[] }) {
  const { t } = useTranslation()
  if (gained.length + lost.length === 0) return null
  return (
    <section>
      <h3>{title}</h3>
      <ul>
        {gained.map((name) => <Line key={name} gained>{t('charters.comes', { name })}</Line>)}
        {lost.map((name) => <Line key={name}>{t('charters.goes', { name })}</Line>)}
      </ul>
    </section>
  )
}

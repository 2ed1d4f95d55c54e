import { IconCheck, IconMinus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useReason } from '#client/lib/reasons.ts'
import { useMe, useMembership } from '#client/lib/useMe.ts'
import type { Capability, Charter } from '#domain/charter/charter.ts'
import { decide } from '#domain/charter/decide.ts'
import type { Stage } from '#domain/charter/roles.ts'
import css from './charters.module.css'
import { areas, useCharterWords } from './words.ts'

/** What depends on the one thing that is acted on is said as a condition; here only who I am and the stage decide. */
const withoutConditions = (charter: Charter): Charter =>
  ({ ...charter, rights: Object.fromEntries(Object.entries(charter.rights).map(([capability, grant]) => [capability, { ...grant, conditions: [] }])) as unknown as Charter['rights'] })

/** What I may do at a stage, and why not the rest: the same question that the server asks. */
export function MyRights({ charter, workspaceId, stage }: { charter: Charter; workspaceId: string; stage: Stage | null }) {
  const { t } = useTranslation()
  const words = useCharterWords()
  const why = useReason()
  const userId = useMe()?.user?.id ?? null
  const membership = useMembership(workspaceId)
  const decisionOn = (capability: Capability) => decide(withoutConditions(charter), { userId, membership }, capability, { workspaceId, ...(stage && { stage }) }, new Date())
  const all = areas.flatMap(({ capabilities }) => capabilities).map((capability) => ({ capability, decision: decisionOn(capability) }))
  const may = all.filter(({ decision }) => decision.allowed)
  const mayNot = all.filter(({ decision }) => !decision.allowed)
  return (
    <div className={css.mine}>
      <section>
        <h3>{t('charters.youMay')}</h3>
        <ul>{may.map(({ capability }) => <li key={capability}><IconCheck size={18} stroke={2} aria-hidden /><span>{words.capability(capability)}{charter.rights[capability].conditions.map((name) => <small key={name}>{words.condition(name)}</small>)}</span></li>)}</ul>
      </section>
      {mayNot.length > 0 && (
        <section>
          <h3>{t('charters.youMayNot')}</h3>
          <ul>{mayNot.map(({ capability, decision }) => <li key={capability}><IconMinus size={18} stroke={2} aria-hidden /><span>{words.capability(capability)}<small>{why(decision, capability)}</small></span></li>)}</ul>
        </section>
      )}
    </div>
  )
}

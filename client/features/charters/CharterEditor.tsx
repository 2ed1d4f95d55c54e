import { Checkbox } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Glyph } from '#client/ui/Glyph.tsx'
import { useRoleNames } from '#client/ui/roles.ts'
import { StateTag } from '#client/ui/StateTag.tsx'
import { useStageNames } from '#client/ui/StageSteps.tsx'
import { type Capability, type Charter, decisionRules } from '#domain/charter/charter.ts'
import { charterChanges } from '#domain/charter/charterChanges.ts'
import { stages } from '#domain/charter/roles.ts'
import { partiesIn } from './CharterTable.tsx'
import { withConcurrent, withRules, withStages } from './editing.ts'
import css from './editor.module.css'
import { areas, useCharterWords } from './words.ts'

interface CharterEditorProps { readonly before: Charter; readonly value: Charter; readonly onChange: (charter: Charter) => void }

/** A charter to be changed: each right with who has it at which stages, and the rules of deciding. Conditions and roles stay. */
export function CharterEditor({ before, value, onChange }: CharterEditorProps) {
  const { t } = useTranslation()
  const words = useCharterWords()
  const roles = useRoleNames()
  const changed = new Set(charterChanges(before, value).rights.map(({ capability }) => capability))
  return (
    <>
      <fieldset className={css.part}>
        <legend>{t('charters.editRights')}</legend>
        <p className={css.how}>{t('charters.editRightsHow')}</p>
        {areas.map(({ key, capabilities }) => (
          <section key={key}>
            <h2>{t(key)}</h2>
            {capabilities.map((capability) => <Right key={capability} capability={capability} charter={value} isChanged={changed.has(capability)} onChange={onChange} />)}
          </section>
        ))}
      </fieldset>
      <fieldset className={css.part}>
        <Checkbox.Group label={t('charters.editRules')} value={[...value.decisions.rules]} onChange={(rules) => onChange(withRules(value, rules))}>
          <div className={css.boxes}>{decisionRules.map((rule) => <Checkbox key={rule} value={rule} label={words.ruleName(rule)} />)}</div>
        </Checkbox.Group>
        <Checkbox.Group label={t('charters.editConcurrent')} value={[...value.decisions.concurrentRoles]} onChange={(own) => onChange(withConcurrent(value, own))}>
          <div className={css.boxes}>{value.roles.map((role) => <Checkbox key={role} value={role} label={roles[role]} />)}</div>
        </Checkbox.Group>
      </fieldset>
    </>
  )
}

interface RightProps { readonly capability: Capability; readonly charter: Charter; readonly isChanged: boolean; readonly onChange: (charter: Charter) => void }

function Right({ capability, charter, isChanged, onChange }: RightProps) {
  const { t } = useTranslation()
  const words = useCharterWords()
  const [open, setOpen] = useState(false)
  return (
    <details className={css.right} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary><span>{words.capability(capability)}</span>{isChanged && <StateTag tone="info">{t('charters.changed')}</StateTag>}</summary>
      {/* Two hundred boxes a page are drawn when somebody asks for them. */}
      {open && <Parties capability={capability} charter={charter} onChange={onChange} />}
    </details>
  )
}

function Parties({ capability, charter, onChange }: Omit<RightProps, 'isChanged'>) {
  const { t } = useTranslation()
  const roles = useRoleNames()
  const names = useStageNames()
  const { stages: granted, conditions } = charter.rights[capability]
  const words = useCharterWords()
  return (
    <>
      {conditions.length > 0 && <p className={css.how}>{t('charters.conditions')}: {conditions.map((name) => words.condition(name)).join(' ')}</p>}
      {partiesIn(charter).map((party) => (
        <div key={party} className={css.party}>
          <Checkbox.Group label={<span className={css.name}><Glyph party={party} small /> {roles[party]}</span>} value={[...granted[party] ?? []]} onChange={(at) => onChange(withStages(charter, capability, party, at))}>
            <div className={css.boxes}>{stages.map((stage) => <Checkbox key={stage} value={stage} size="xs" label={names[stage]} />)}</div>
          </Checkbox.Group>
        </div>
      ))}
    </>
  )
}

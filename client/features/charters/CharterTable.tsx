import { useTranslation } from 'react-i18next'
import { Glyph } from '#client/ui/Glyph.tsx'
import { useRoleNames } from '#client/ui/roles.ts'
import type { Capability, Charter } from '#domain/charter/charter.ts'
import { type Party, parties, type Stage, stakeholderRoles } from '#domain/charter/roles.ts'
import css from './charters.module.css'
import { StageCell } from './StageCell.tsx'
import { areas, useCharterWords } from './words.ts'

/** The parties of this charter: its roles, the duties, anyone. */
export const partiesIn = (charter: Charter): Party[] => parties.filter((party) => !(stakeholderRoles as readonly Party[]).includes(party) || (charter.roles as readonly Party[]).includes(party))

/** The charter as the table it is: what may be done, by whom, at which stages, on what conditions. */
export function CharterTable({ charter, at }: { charter: Charter; at: Stage | null }) {
  const { t } = useTranslation()
  const names = useRoleNames()
  const shown = partiesIn(charter)
  return (
    <section className={css.tableBox} aria-label={t('charters.table')} tabIndex={0}>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">{t('charters.what')}</th>
            {shown.map((party) => <th key={party} scope="col" className={css.party}><Glyph party={party} /><span>{names[party]}</span></th>)}
            <th scope="col">{t('charters.conditions')}</th>
          </tr>
        </thead>
        {areas.map(({ key, capabilities }) => (
          <tbody key={key}>
            <tr><th scope="rowgroup" colSpan={shown.length + 2} className={css.area}>{t(key)}</th></tr>
            {capabilities.map((capability) => <Row key={capability} charter={charter} capability={capability} shown={shown} at={at} />)}
          </tbody>
        ))}
      </table>
    </section>
  )
}

interface RowProps { readonly charter: Charter; readonly capability: Capability; readonly shown: readonly Party[]; readonly at: Stage | null }

function Row({ charter, capability, shown, at }: RowProps) {
  const words = useCharterWords()
  const grant = charter.rights[capability]
  return (
    <tr>
      <th scope="row">{words.capability(capability)}</th>
      {shown.map((party) => <td key={party}><StageCell granted={grant.stages[party] ?? []} at={at} /></td>)}
      <td className={css.conditions}>{grant.conditions.map((name) => words.condition(name)).join(' ')}</td>
    </tr>
  )
}

import { Checkbox, NativeSelect, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRoleNames } from '#client/ui/roles.ts'
import { type StakeholderRole, stakeholderRoles } from '#domain/charter/roles.ts'
import type { OpenProposal } from '#domain/contract/proposals.ts'
import type { Minimum } from '#domain/decisions/method.ts'
import { closings, reasonRules, secrecies } from '#domain/decisions/terms.ts'
import css from './proposals.module.css'

const percents = ['', '20', '25', '33', '40', '50', '60', '67', '75', '80', '100']
const minimumOf = (data: FormData, name: string): Minimum | null => {
  const given = Number(data.get(name) ?? 0)
  if (!given) return null
  return data.get('quorumIn') === 'percent' || name !== 'quorum' ? { kind: 'share', percent: Math.min(100, given) } : { kind: 'number', electors: given }
}

/** What the fields of this part of the form say. */
export function termsOf(data: FormData, roles: readonly StakeholderRole[]): Pick<OpenProposal, 'quorum' | 'reason' | 'secrecy' | 'hidden' | 'earlyClose' | 'proxies'> {
  const byRole = stakeholderRoles.flatMap((role) => { const minimum = roles.includes(role) ? minimumOf(data, `quorum-${role}`) : null; return minimum ? [[role, minimum] as const] : [] })
  const pick = <T extends string>(name: string, known: readonly T[], otherwise: T) => known.find((own) => own === data.get(name)) ?? otherwise
  return {
    quorum: { all: minimumOf(data, 'quorum'), roles: Object.fromEntries(byRole) }, hidden: data.get('hidden') === 'on', proxies: data.get('proxies') === 'on',
    reason: pick('reasonRule', reasonRules, 'optional'), secrecy: pick('secrecy', secrecies, 'recorded'), earlyClose: pick('earlyClose', closings, 'never'),
  }
}

/** Quorum in all and by role, whether reasons are asked for, what is secret or hidden, and whether it may end early. */
export function TermsFields({ roles, consent }: { roles: readonly StakeholderRole[]; consent: boolean }) {
  const { t } = useTranslation()
  const names = useRoleNames()
  const [secret, setSecret] = useState(false)
  return (
    <>
      <div className={css.pair}>
        <TextInput name="quorum" type="number" label={t('proposals.quorum')} description={t('proposals.quorumMeans')} min={0} max={100_000} step={1} defaultValue={0} />
        <NativeSelect name="quorumIn" label={t('proposals.quorumIn')} data={[{ value: 'electors', label: t('proposals.quorumInElectors') }, { value: 'percent', label: t('proposals.quorumInPercent') }]} />
      </div>
      <details className={css.more}>
        <summary>{t('proposals.quorumByRole')}</summary>
        <Stack gap="xs">{roles.map((role) => <NativeSelect key={role} name={`quorum-${role}`} label={t('proposals.quorumOf', { role: names[role] })} data={percents.map((percent) => ({ value: percent, label: percent ? t('proposals.percentOf', { percent }) : t('proposals.none') }))} />)}</Stack>
      </details>
      <div className={css.pair}>
        <NativeSelect name="secrecy" label={t('proposals.secrecyLabel')} disabled={consent} onChange={(event) => setSecret(event.currentTarget.value === 'secret')} data={secrecies.map((own) => ({ value: own, label: t(`proposals.secrecy.${own}`) }))} />
        <NativeSelect key={secret ? 'secret' : 'recorded'} name="reasonRule" label={t('proposals.reasonRule')} disabled={secret} data={reasonRules.map((own) => ({ value: own, label: t(`proposals.reasons.${own}`) }))} />
      </div>
      {secret && <p className={css.note}>{t('proposals.secrecyMeans')}</p>}
      {!secret && !consent && <Checkbox name="hidden" label={t('proposals.hidden')} />}
      {!secret && !consent && <Checkbox name="proxies" label={t('proposals.proxies')} />}
      <NativeSelect name="earlyClose" label={t('proposals.earlyLabel')} data={closings.filter((own) => !(secret && own === 'allCast')).map((own) => ({ value: own, label: t(`proposals.early.${own}`) }))} />
    </>
  )
}

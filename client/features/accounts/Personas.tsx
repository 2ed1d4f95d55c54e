import { UnstyledButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Avatar } from '#client/ui/Avatar.tsx'
import { LoadingBars } from '#client/ui/LoadingBars.tsx'
import { RefusalNote } from '#client/ui/RefusalNote.tsx'
import { RoleBadge } from '#client/ui/RoleBadge.tsx'
import { partyOf, useRoleNames } from '#client/ui/roles.ts'
import type { Party } from '#domain/charter/roles.ts'
import { useEnterDemo, usePersonas } from './accounts.api.ts'
import css from './accounts.module.css'

const mayKeys: Record<Party, string> = {
  policymaker: 'accounts.may.policymaker', ethicist: 'accounts.may.ethicist', civilSociety: 'accounts.may.civilSociety', creativeIndustries: 'accounts.may.creativeIndustries',
  aiDeveloper: 'accounts.may.aiDeveloper', facilitator: 'accounts.may.facilitator', observer: 'accounts.may.observer', public: 'accounts.may.observer',
}

/** The people of the demo: one click and one is in, as one of them. */
export function Personas({ onEntered }: { onEntered: () => void }) {
  const { t } = useTranslation()
  const names = useRoleNames()
  const personas = usePersonas(true)
  const enter = useEnterDemo()
  return (
    <section aria-labelledby="demo">
      <h2 id="demo" className={css.heading}>{t('accounts.demo')}</h2>
      <p className={css.note}>{t('accounts.demoLead')}</p>
      <RefusalNote error={enter.error} />
      {!personas.data && <LoadingBars label={t('ui.loading')} />}
      <ul className={css.personas}>
        {personas.data?.map((persona) => {
          const party = partyOf(persona)
          return (
            <li key={persona.persona}>
              <UnstyledButton className={css.persona ?? ''} disabled={enter.isPending} aria-label={t('accounts.enter', { name: persona.name, role: names[party] })} onClick={() => enter.mutate(persona.persona, { onSuccess: onEntered })}>
                <Avatar person={persona} decorative />
                <span><b>{persona.name}</b><RoleBadge party={party} /><small>{t(mayKeys[party])}</small></span>
              </UnstyledButton>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

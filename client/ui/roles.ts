import { useTranslation } from 'react-i18next'
import type { MemberFunction, Party, StakeholderRole } from '#domain/charter/roles.ts'

/** What a person is shown as: the facilitator's duty first, then the role they speak for, then any other duty. */
export function partyOf({ role, functions }: { role: StakeholderRole | null; functions: readonly MemberFunction[] }): Party {
  if (functions.includes('facilitator')) return 'facilitator'
  return role ?? functions[0] ?? 'public'
}

/** The class that gives `--role` and `--role-soft`. */
export const classOfParty = (party: Party) => `party-${party}`

/** The names of all parties in the reader's language. */
export function useRoleNames(): Record<Party, string> {
  const { t } = useTranslation()
  return {
    policymaker: t('roles.policymaker'), ethicist: t('roles.ethicist'), civilSociety: t('roles.civilSociety'), creativeIndustries: t('roles.creativeIndustries'),
    aiDeveloper: t('roles.aiDeveloper'), facilitator: t('roles.facilitator'), observer: t('roles.observer'), public: t('roles.public'),
  }
}

import { Checkbox, NativeSelect, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useCharter } from '#client/lib/useCan.ts'
import { useRoleNames } from '#client/ui/roles.ts'
import { type MemberFunction, memberFunctions, type StakeholderRole } from '#domain/charter/roles.ts'

export interface Standing { readonly role: StakeholderRole | null; readonly functions: readonly MemberFunction[] }
/** A member holds a role, a function, or both. */
export const holdsSomething = ({ role, functions }: Standing) => role !== null || functions.length > 0

interface StandingFieldsProps { readonly workspaceId: string; readonly standing: Standing; readonly onChange: (standing: Standing) => void }

/** The role somebody speaks for, among those of the charter, and the duties they have. */
export function StandingFields({ workspaceId, standing, onChange }: StandingFieldsProps) {
  const { t } = useTranslation()
  const names = useRoleNames()
  const { roles } = useCharter(workspaceId)
  const setRole = (value: string) => onChange({ ...standing, role: roles.find((role) => role === value) ?? null })
  const setFunctions = (values: string[]) => onChange({ ...standing, functions: memberFunctions.filter((known) => values.includes(known)) })
  return (
    <>
      <NativeSelect
        label={t('stakeholders.role')} description={t('stakeholders.roleMeans')} value={standing.role ?? ''} onChange={(event) => setRole(event.currentTarget.value)}
        data={[{ value: '', label: t('stakeholders.noRole') }, ...roles.map((role) => ({ value: role, label: names[role] }))]}
      />
      <Checkbox.Group label={t('stakeholders.functions')} value={[...standing.functions]} onChange={setFunctions}>
        <Stack gap="xs" mt="xs">
          <Checkbox value="facilitator" label={names.facilitator} description={t('stakeholders.facilitatorMeans')} />
          <Checkbox value="observer" label={names.observer} description={t('stakeholders.observerMeans')} />
        </Stack>
      </Checkbox.Group>
    </>
  )
}

import type { MembershipView, MeView, PersonaView } from '#domain/contract/accounts.ts'
import type { MemberFunction, StakeholderRole } from '#domain/charter/roles.ts'
import type * as accounts from './accounts.repository.ts'

type Rows<T extends (...args: never[]) => Promise<unknown>> = Awaited<ReturnType<T>>

export const membershipView = (row: Rows<typeof accounts.membershipsOf>[number]): MembershipView => ({
  memberId: row.id, workspaceId: row.workspaceId, workspaceName: row.workspace.name, role: row.role as StakeholderRole | null, functions: row.functions as MemberFunction[],
})

export const userView = (user: NonNullable<Rows<typeof accounts.userById>>): NonNullable<MeView['user']> => ({
  id: user.id, name: user.name, email: user.email, locale: user.locale === 'fr' ? 'fr' : 'en', persona: user.persona !== null,
})

export function personaView({ persona, name, members: [member] }: Rows<typeof accounts.personas>[number]): PersonaView {
  return { persona: persona ?? '', name, role: (member?.role ?? null) as StakeholderRole | null, functions: (member?.functions ?? []) as MemberFunction[], organisation: member?.organisation ?? null }
}

import { randomUUID } from 'node:crypto'
import type { MemberFunction, StakeholderRole } from '#domain/charter/roles.ts'
import { seed } from './content.ts'

export interface SeedPerson {
  readonly key: string; readonly userId: string; readonly name: string; readonly email: string; readonly persona: string
  readonly role: StakeholderRole | null; readonly functions: readonly MemberFunction[]; readonly organisation: string; readonly bio: string
}

const personaOf: Record<StakeholderRole, string> = { policymaker: 'policymaker', ethicist: 'ethicist', civilSociety: 'civilSociety', creativeIndustries: 'creator', aiDeveloper: 'developer' }

// The framework's people have no observer; one belongs to a demo that shows what observers see. Invented, like all of them.
const observer = {
  key: 'observer', name: 'Ingrid Solano-Mbeki', stakeholder_role: null, function: 'observer' as const,
  organisation: 'Valdorian Public Broadcaster', email: 'ingrid@parley.example', bio: 'Reports on media policy and reads everything before she writes.',
}

/** The people of the demo, each with the name by which they are entered: the first of a role plainly, the next with `-2`, `-3`. */
export function seedPeople(): Map<string, SeedPerson> {
  const counts = new Map<string, number>()
  return new Map([...seed.people, observer].map((person) => {
    const base = person.stakeholder_role ? personaOf[person.stakeholder_role] : person.function ?? 'observer'
    const count = (counts.get(base) ?? 0) + 1
    counts.set(base, count)
    const { key, name, email, organisation, bio, stakeholder_role: role } = person
    return [key, { key, userId: randomUUID(), name, email, organisation, bio, role, functions: person.function ? [person.function] : [], persona: count === 1 ? base : `${base}-${count}` }]
  }))
}

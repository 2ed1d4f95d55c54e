import { z } from 'zod'
import { id, memberFunction, stakeholderRole } from './shared.ts'

/** Names by which the demo can be entered; a second person of a role is the same name with `-2`. */
export const personaPattern = /^(facilitator|policymaker|ethicist|civilSociety|creator|developer|observer)(-[2-9])?$/
export const signInAsPersona = z.strictObject({ persona: z.string().regex(personaPattern) })

export const personaView = z.strictObject({
  persona: z.string(), name: z.string(), role: stakeholderRole.nullable(), functions: z.array(memberFunction), organisation: z.string().nullable(),
})
export type PersonaView = z.infer<typeof personaView>
export const personasView = z.strictObject({ personas: z.array(personaView) })

export const membershipView = z.strictObject({
  memberId: id, workspaceId: id, workspaceName: z.string(), role: stakeholderRole.nullable(), functions: z.array(memberFunction),
})
export type MembershipView = z.infer<typeof membershipView>

export const meView = z.strictObject({
  user: z.strictObject({ id, name: z.string(), email: z.string(), locale: z.enum(['en', 'fr']), persona: z.boolean() }).nullable(),
  memberships: z.array(membershipView),
  demo: z.boolean(),
})
export type MeView = z.infer<typeof meView>

export const changeMe = z.strictObject({ locale: z.enum(['en', 'fr']).optional(), name: z.string().trim().min(1).max(120).optional() })
export type ChangeMe = z.infer<typeof changeMe>

/** Erasing an account cannot be undone: whoever asks for it names its mail address. */
export const eraseMe = z.strictObject({ email: z.string().trim().max(320) })
export type EraseMe = z.infer<typeof eraseMe>

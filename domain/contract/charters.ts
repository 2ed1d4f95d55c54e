import { z } from 'zod'
import { type Charter, capabilities, decisionRules } from '#domain/charter/charter.ts'
import { conditionNames } from '#domain/charter/conditions.ts'
import { parties } from '#domain/charter/roles.ts'
import { id, instant, stage, stakeholderRole } from './shared.ts'

const grant = z.strictObject({ stages: z.partialRecord(z.enum(parties), z.array(stage)), conditions: z.array(z.enum(conditionNames)) })

/** A charter as data, held to the closed lists of `domain/charter`. Rows of the database are parsed with it too. */
export const charter = z.strictObject({
  version: z.number().int().positive(),
  roles: z.array(stakeholderRole).min(1),
  rights: z.record(z.enum(capabilities), grant),
  decisions: z.strictObject({ rules: z.array(z.enum(decisionRules)).min(1), concurrentRoles: z.array(stakeholderRole) }),
})

/**
 * Reads a stored charter. One that was kept before a capability existed grants it to nobody; a new version of it is what grants it.
 */
export function readCharter(content: unknown): Charter {
  const stored = content as { rights?: object } | null
  const unknown = Object.fromEntries(capabilities.map((capability) => [capability, { stages: {}, conditions: [] }]))
  return charter.parse({ ...stored, rights: { ...unknown, ...stored?.rights } }) as Charter
}

export const charterView = z.strictObject({ workspaceId: id, adoptedAt: instant, charter, proposalId: id.nullable().describe('The vote that adopted it, if one did') })
export const changeCharter = z.strictObject({ charter: charter.describe('The whole charter, with the next version') })
export type CharterView = z.infer<typeof charterView>

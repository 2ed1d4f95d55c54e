import { z } from 'zod'
import { memberFunctions, stages, stakeholderRoles } from '#domain/charter/roles.ts'

export const id = z.uuid()
export const instant = z.iso.datetime({ offset: true }).describe('ISO 8601 time in UTC')
/** Words in the languages of the workspace. English is the language of record, French may be missing. */
export const localized = z.strictObject({ en: z.string(), fr: z.string().optional() })
export type Localized = z.infer<typeof localized>

export const stakeholderRole = z.enum(stakeholderRoles)
export const memberFunction = z.enum(memberFunctions)
export const stage = z.enum(stages)

/** A person as others see them: never an address. `role` is what they were when it matters, otherwise what they are. */
export const person = z.strictObject({
  id, name: z.string().describe('Empty of whoever has erased their account'), role: stakeholderRole.nullable(), functions: z.array(memberFunction), organisation: z.string().nullable(),
})
export type Person = z.infer<typeof person>

/** The answer of an act that leaves nothing to show. */
export const doneView = z.strictObject({ done: z.literal(true) })
export const done: z.infer<typeof doneView> = { done: true }

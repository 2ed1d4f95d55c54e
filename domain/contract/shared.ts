import { z } from 'zod'
import { memberFunctions, stages, stakeholderRoles } from '#domain/charter/roles.ts'
import { lawLanguages } from '#domain/text/languages.ts'

export const id = z.uuid()
export const instant = z.iso.datetime({ offset: true }).describe('ISO 8601 time in UTC')
/** A language in which provisions are named. */
export const labelLanguage = z.enum(lawLanguages)

/** Words in the languages of the workspace: `en` as they were given, which is the language of the draft where nobody has translated its title; French may be missing. */
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

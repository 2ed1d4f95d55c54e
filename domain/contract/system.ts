import { z } from 'zod'
import { refusalCodes } from '#domain/errors.ts'

export const healthView = z.strictObject({ status: z.enum(['ok', 'unavailable']), version: z.string(), reason: z.string().optional() })

/** Every refusal over HTTP has this body. */
export const errorView = z.strictObject({
  error: z.strictObject({ code: z.enum(refusalCodes), message: z.string(), details: z.record(z.string(), z.unknown()) }),
})

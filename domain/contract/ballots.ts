import { z } from 'zod'
import { choice } from './proposals.ts'

/** A ballot carries the hash of the words it is about (null for a question): other words, no vote. */
export const castBallot = z.strictObject({ choice, reason: z.string().trim().max(2000).optional(), hash: z.string().regex(/^[0-9a-f]{64}$/).nullable() })
export type CastBallot = z.infer<typeof castBallot>

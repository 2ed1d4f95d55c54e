import { z } from 'zod'
import { contents } from './methods.ts'

/** A ballot carries the hash of what it is about (null for a bare question): other words, other alternatives, no vote. */
const about = { reason: z.string().trim().max(2000).optional(), hash: z.string().regex(/^[0-9a-f]{64}$/).nullable() }
const [choice, position, scores, ranking] = contents
export const castBallot = z.union([choice.extend(about), position.extend(about), scores.extend(about), ranking.extend(about)])
export type CastBallot = z.infer<typeof castBallot>

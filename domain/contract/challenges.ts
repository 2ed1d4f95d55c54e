import { z } from 'zod'
import { id, localized } from './shared.ts'

export const challengeView = z.strictObject({ id, key: z.string(), topic: z.enum(['ethical', 'societal']), core: z.boolean(), label: localized, question: localized.nullable() })
export const measureView = z.strictObject({ id, key: z.string(), label: localized })
export const challengesView = z.strictObject({
  source: z.strictObject({ title: z.string(), publisher: z.string() }),
  challenges: z.array(challengeView), measures: z.array(measureView),
})
export type ChallengesView = z.infer<typeof challengesView>

/** Challenges × clauses. A cell is `linked` (a clause answers it), `discussed` (only threads on that clause name it) or absent. */
export const coverageView = z.strictObject({
  draftId: id, title: localized,
  clauses: z.array(z.strictObject({ id, chapter: z.string().nullable(), number: z.string().nullable(), heading: z.string() })),
  rows: z.array(z.strictObject({
    kind: z.enum(['challenge', 'measure']), id, key: z.string(), topic: z.enum(['ethical', 'societal']).nullable(), core: z.boolean(), label: localized,
    clauseIds: z.array(id), gapReason: localized.nullable(),
  })),
})
export type CoverageView = z.infer<typeof coverageView>

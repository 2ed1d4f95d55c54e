import { z } from 'zod'
import { collisionKinds } from '#domain/amendments/collisions.ts'
import { linkKinds } from '#domain/amendments/linkKinds.ts'
import { amendmentSummary } from './amendments.ts'
import { nodeKind } from './drafts.ts'
import { clauseChange, clauseThen } from './history.ts'
import { id, instant, localized, person } from './shared.ts'

/** So many amendments are placed and compared at most: every pair is looked at. Of more, those with the lowest numbers. */
export const mostMarshalled = 100

export const linkAmendments = z.strictObject({
  kind: z.enum(linkKinds).describe('`together`: they belong together; `consequential`: the first is a consequence of the second'), note: z.string().trim().max(500).default(''),
})
export type LinkAmendments = z.output<typeof linkAmendments>

const place = z.strictObject({
  clauseId: id, kind: nodeKind, label: localized.nullable().describe('As it is numbered now: Article 3(2); null for what has no number, or is not there'), heading: z.string().nullable(),
})
export type Place = z.infer<typeof place>

const exclusion = z.strictObject({
  pair: z.tuple([id, id]), because: z.enum(collisionKinds).describe('`preempts`: agreeing to one removes what the other relies on; `alternatives`: both change the same words or place, otherwise; `sealed`: other words of one clause, but both are sealed, so that one written in changes the clause that the other was sealed on'),
  by: id.nullable().describe('The one that takes away what the other relies on; null for the others, and where each does'), place,
})
export type Exclusion = z.infer<typeof exclusion>

const marshalled = z.strictObject({
  amendment: amendmentSummary,
  changes: z.array(place).describe('The provisions that it changes in the text of now'),
  outdated: z.array(place).describe('Provisions where the draft has become something else since, so that its pieces there take no part until its sponsors have brought it up to date'),
})
export type Marshalled = z.infer<typeof marshalled>

const link = z.strictObject({ amendmentId: id, otherId: id, kind: z.enum(linkKinds), note: z.string(), by: person, at: instant })
export type LinkView = z.infer<typeof link>

export const orderView = z.strictObject({
  groups: z.array(z.array(marshalled)).describe('All that are handed in and not decided, in the order in which they are decided; direct alternatives in one group'),
  exclusions: z.array(exclusion).describe('Every pair that cannot both be agreed to'), links: z.array(link),
  leftOut: z.number().int().nonnegative().describe(`How many are not compared, because there are more than ${mostMarshalled}`),
})
export type OrderView = z.infer<typeof orderView>

export const whatIfQuery = z.strictObject({
  amendment: z.preprocess((asked) => asked === undefined ? [] : Array.isArray(asked) ? asked : [asked], z.array(id).max(mostMarshalled)).describe('The amendments that are supposed to be agreed to; may be repeated'),
  whole: z.stringbool().default(false).describe('Whether the whole text is asked for too, and not only what changes'),
})

export const whatIfView = z.discriminatedUnion('possible', [
  z.strictObject({
    possible: z.literal(true), clauses: z.array(clauseChange).describe('What differs from the text of now, in reading order; numbers that only follow are left out'),
    text: z.array(clauseThen).nullable().describe('All of it, with the numbers that it would have, if it was asked for'),
  }),
  z.strictObject({ possible: z.literal(false), exclusions: z.array(exclusion) }),
])
export type WhatIfView = z.infer<typeof whatIfView>

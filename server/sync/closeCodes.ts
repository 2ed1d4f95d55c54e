import type { Refusal, RefusalCode } from '#domain/errors.ts'

/** y-websocket takes 4400–4499 as final and comes back after everything else: the code is the instruction (R16). */
const closeCodeOf = {
  invalid: 4400, tooLarge: 4413, unauthenticated: 4401, forbidden: 4403, notFound: 4404, conflict: 4409, wrongStage: 4403, locked: 4423, tooMany: 1013, unavailable: 1013,
} satisfies Record<RefusalCode, number>

export const clientOutOfDate = 4426
export const serverStops = 1012
export const failedHere = 1011
export const tryLater = 1013
export const authorityChanged = 4501

/** A refusal that names the schema is about a page that is out of date, whatever else it says. */
export const closeOf = ({ code, details }: Refusal) => ('schema' in details ? clientOutOfDate : closeCodeOf[code])

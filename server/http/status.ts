import type { RefusalCode } from '#domain/errors.ts'

export const statusOf = {
  unauthenticated: 401, forbidden: 403, notFound: 404, invalid: 422, tooLarge: 413, conflict: 409, wrongStage: 409, locked: 423, tooMany: 429, unavailable: 503,
} satisfies Record<RefusalCode, number>

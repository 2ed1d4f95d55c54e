/** Every refusal the system can give. Each edge owns an exhaustive translation: HTTP status, close code, exit code, sentence. */
export const refusalCodes = [
  'unauthenticated', 'forbidden', 'notFound', 'invalid', 'tooLarge', 'conflict', 'wrongStage', 'locked', 'tooMany', 'unavailable',
] as const
export type RefusalCode = (typeof refusalCodes)[number]

export type RefusalDetails = Readonly<Record<string, unknown>>

/** A request that was understood and turned down. Nothing has changed when it is thrown out of a unit of work. */
export class Refusal extends Error {
  constructor(readonly code: RefusalCode, message: string, readonly details: RefusalDetails = {}) {
    super(message)
    this.name = 'Refusal'
  }
}

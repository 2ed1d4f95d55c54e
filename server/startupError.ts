/** A reason not to start that a person can act on: one sentence, printed without a stack, and a non-zero exit. */
export class StartupError extends Error {
  constructor(sentence: string, options?: ErrorOptions) {
    super(sentence, options)
    this.name = 'StartupError'
  }
}

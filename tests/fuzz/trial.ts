import { performance } from 'node:perf_hooks'
import { Refusal } from '#domain/errors.ts'

/** Where a run stands, so that a failure can be had again: `npm run fuzz -- --target T --count N --seed S`. */
export interface Place { readonly target: string; readonly seed: number; readonly index: number }

const longestMs = 50

export class FuzzFailure extends Error {
  constructor({ target, seed, index }: Place, what: string, input?: Uint8Array) {
    super(`${target}, seed ${seed}, case ${index}: ${what}${input ? `\ninput ${Buffer.from(input).toString('hex').slice(0, 4_000)}` : ''}`)
  }
}

export type Verdict<Answer> = { readonly answer: Answer } | { readonly refusal: Refusal }

/**
 * Puts an input to something that may answer it or refuse it, and nothing else: any other throw is a failure, and so is taking more than
 * 50 ms three times in a row (once may be the machine). `act` must be the same each time it is asked.
 */
export function trial<Answer>(place: Place, input: Uint8Array, act: () => Answer): Verdict<Answer> {
  let last: Verdict<Answer> | undefined
  for (let tries = 0; tries < 3; tries += 1) {
    const started = performance.now()
    last = verdictOf(place, input, act)
    if (performance.now() - started <= longestMs) return last
  }
  throw new FuzzFailure(place, `it took more than ${longestMs} ms three times`, input)
}

function verdictOf<Answer>(place: Place, input: Uint8Array, act: () => Answer): Verdict<Answer> {
  try {
    return { answer: act() }
  } catch (error) {
    if (error instanceof Refusal) return { refusal: error }
    throw new FuzzFailure(place, error instanceof Error ? error.stack ?? error.message : String(error), input)
  }
}

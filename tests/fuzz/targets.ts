import * as awareness from './awareness.ts'
import * as convergence from './convergence.ts'
import * as frame from './frame.ts'
import * as row from './row.ts'
import * as update from './update.ts'

/** What is fuzzed, with how many cases in every test run. */
export const targets: Readonly<Record<string, { readonly count: number; fuzz(count: number, seed: number): unknown }>> = {
  frame: { count: 50_000, fuzz: frame.fuzz },
  update: { count: 20_000, fuzz: update.fuzz },
  awareness: { count: 20_000, fuzz: awareness.fuzz },
  row: { count: 20_000, fuzz: row.fuzz },
  convergence: { count: 200, fuzz: convergence.fuzz },
}

import { expect, test } from 'vitest'
import { playTogether } from '../../support/playTogether.ts'

const seeds = 500
const acts = 200

test(`${seeds} times ${acts} acts of two to six people: every screen shows the same law, and no letter of a surviving block is lost`, { timeout: 600_000 }, () => {
  const first = Number(process.env['TOGETHER_SEED'] ?? 1)
  const failed: string[] = []
  for (let seed = first; seed < first + seeds; seed += 1) {
    const fault = playTogether(seed, acts)
    if (fault) failed.push(`seed ${seed}: ${fault}`)
    if (failed.length >= 5) break
  }
  expect(failed).toEqual([])
})

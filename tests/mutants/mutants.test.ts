import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { describe, expect, inject, test } from 'vitest'
import { buildTrial } from './build.ts'
import { mutants } from './registry.ts'
import type { ScenarioName } from './scenarios.ts'

const run = promisify(execFile)
const seed = String(process.env['FAULTS_SEED'] ?? Date.now() % 2 ** 32)
const patienceMs = 240_000

/** What a scenario finds wrong with the server of this bundle, in a process of its own: a mutant may break more than its rule. */
async function foundBy(file: string, scenario: ScenarioName, sql?: string): Promise<string[]> {
  const { stdout } = await run(process.execPath, [file, scenario, inject('adminUrl'), inject('template'), seed, ...(sql ? [sql] : [])], { timeout: patienceMs })
  return JSON.parse(/^FOUND (.*)$/m.exec(stdout)?.[1] ?? '["it ended without a word"]') as string[]
}

const whole = buildTrial('whole', [])

describe.concurrent('a server that keeps its rules', { timeout: patienceMs }, () => {
  for (const scenario of new Set(mutants.map(({ caughtBy }) => caughtBy))) {
    test(`passes ${scenario}`, async () => { expect(await foundBy(await whole, scenario), `seed ${seed}`).toEqual([]) })
  }
})

describe.concurrent('a server with one rule broken is caught', { timeout: patienceMs }, () => {
  for (const { name, rule, changes, caughtBy, sql } of mutants) {
    test(`${rule} (${name})`, async () => { expect(await foundBy(await buildTrial(name, changes), caughtBy, sql), `seed ${seed}`).not.toEqual([]) })
  }
})

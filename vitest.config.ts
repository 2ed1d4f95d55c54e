import { defineConfig } from 'vitest/config'
import { failedLast } from './tests/support/failedLast.ts'

const project = (name: string, groupOrder: number, folders: string, rest: object = {}) =>
  ({ test: { name, sequence: { groupOrder }, include: [`tests/{${folders}}/**/*.test.{ts,tsx}`], ...rest } })

const database = { globalSetup: ['tests/support/postgres.setup.ts'], pool: 'forks' as const }

/** Kinds of test, one after the other: pure rules and the fuzzing of what reads bytes; the server on a real PostgreSQL; faults and mutants, made on purpose; journeys in a real browser. */
export default defineConfig({
  test: {
    reporters: ['default', failedLast],
    // Tests that run side by side in one file start a process each, on two cores.
    maxConcurrency: 2,
    projects: [
      project('pure', 0, 'domain,client,architecture', { testTimeout: 60_000 }),
      project('fuzz', 0, 'fuzz,none', { testTimeout: 180_000 }),
      project('server', 1, 'server,exchange', { ...database, maxWorkers: 2, testTimeout: 30_000, hookTimeout: 60_000 }),
      // One at a time: what they measure is what the server does, not who gets a core.
      project('faults', 2, 'faults,mutants', { ...database, maxWorkers: 1, testTimeout: 30_000, hookTimeout: 60_000 }),
      project('journeys', 3, 'journeys,none', { pool: 'forks', maxWorkers: 1, testTimeout: 120_000, hookTimeout: 120_000 }),
    ],
  },
})

import { defineConfig } from 'vitest/config'

const project = (name: string, groupOrder: number, folders: string, rest: object = {}) =>
  ({ test: { name, sequence: { groupOrder }, include: [`tests/{${folders}}/**/*.test.{ts,tsx}`], ...rest } })

const database = { globalSetup: ['tests/support/postgres.setup.ts'], pool: 'forks' as const }

/** Three kinds of test, one after the other: pure rules; the server on a real PostgreSQL; journeys in a real browser. */
export default defineConfig({
  test: {
    // Tests that run side by side in one file start a process each, on two cores.
    maxConcurrency: 2,
    projects: [
      project('pure', 0, 'domain,client,architecture'),
      project('server', 1, 'server,exchange,faults,mutants', { ...database, maxWorkers: 2, testTimeout: 30_000, hookTimeout: 60_000 }),
      project('journeys', 2, 'journeys,none', { pool: 'forks', maxWorkers: 1, testTimeout: 120_000, hookTimeout: 120_000 }),
    ],
  },
})

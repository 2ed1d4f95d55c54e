import { defineConfig } from 'vitest/config'

const project = (name: string, groupOrder: number, folders: string, rest: object = {}) =>
  ({ test: { name, sequence: { groupOrder }, include: [`tests/{${folders}}/**/*.test.{ts,tsx}`], ...rest } })

const database = { globalSetup: ['tests/support/postgres.setup.ts'], pool: 'forks' as const }

/** Kinds of test, one after the other: pure rules and the fuzzing of what reads bytes; the server on a real PostgreSQL; journeys in a real browser. */
export default defineConfig({
  test: {
    projects: [
      project('pure', 0, 'domain,client,architecture'),
      project('fuzz', 0, 'fuzz,none', { testTimeout: 180_000 }),
      project('server', 1, 'server,exchange', { ...database, maxWorkers: 2, testTimeout: 30_000, hookTimeout: 60_000 }),
      project('journeys', 2, 'journeys,none', { pool: 'forks', maxWorkers: 1, testTimeout: 120_000, hookTimeout: 120_000 }),
    ],
  },
})

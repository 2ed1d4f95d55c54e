import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { cruise, type ICruiseResult } from 'dependency-cruiser'
import { afterAll, describe, expect, test } from 'vitest'
import config from '../../.dependency-cruiser.cjs'

const root = path.resolve(import.meta.dirname, '../..')

/** One planted violation a rule: files of a small tree, one of which imports what it must not. */
const planted: Record<string, Record<string, string>> = {
  'no-circles': { 'domain/a.ts': `import { b } from './b.ts'\nexport const a = () => b`, 'domain/b.ts': `import { a } from './a.ts'\nexport const b = () => a` },
  'domain-is-alone': { 'domain/a.ts': `import { b } from '../server/b.ts'\nexport const a = b`, 'server/b.ts': 'export const b = 1' },
  'domain-does-no-io': { 'domain/a.ts': `import fs from 'node:fs'\nexport const a = fs` },
  'domain-knows-no-framework': { 'domain/a.ts': `import express from 'express'\nexport const a = express` },
  'client-sees-domain': { 'client/a.ts': `import { b } from '../server/b.ts'\nexport const a = b`, 'server/b.ts': 'export const b = 1' },
  'client-features-are-rooms': { 'client/features/x/a.ts': `import { b } from '../y/b.ts'\nexport const a = b`, 'client/features/y/b.ts': 'export const b = 1' },
  'client-parts-know-no-feature': { 'client/lib/a.ts': `import { b } from '../features/y/b.ts'\nexport const a = b`, 'client/features/y/b.ts': 'export const b = 1' },
  'ui-knows-no-domain': { 'client/ui/a.ts': `import { b } from '../../domain/contract/b.ts'\nexport const a = b`, 'domain/contract/b.ts': 'export const b = 1' },
  'client-knows-no-schemas': { 'client/lib/a.ts': `import { b } from '../../domain/contract/b.ts'\nexport const a = b`, 'domain/contract/b.ts': 'export const b = 1' },
  'server-sees-domain': { 'server/a.ts': `import { b } from '../client/b.ts'\nexport const a = b`, 'client/b.ts': 'export const b = 1' },
  'only-repositories-touch-prisma': { 'server/features/x/x.service.ts': `import { b } from '../../db/client.ts'\nexport const a = b`, 'server/db/client.ts': 'export const b = 1' },
  'features-know-no-wire': { 'server/features/x/x.service.ts': `import { b } from '../../http/b.ts'\nexport const a = b`, 'server/http/b.ts': 'export const b = 1' },
  'routes-know-only-http': { 'server/features/x/x.routes.ts': `import { b } from '../../sync/b.ts'\nexport const a = b`, 'server/sync/b.ts': 'export const b = 1' },
  'repositories-decide-nothing': { 'server/features/x/x.repository.ts': `import { b } from './x.service.ts'\nexport const a = b`, 'server/features/x/x.service.ts': 'export const b = 1' },
  'services-do-not-reach-back': { 'server/features/x/x.service.ts': `import { b } from './x.presenter.ts'\nexport const a = b`, 'server/features/x/x.presenter.ts': 'export const b = 1' },
  'a-repository-has-one-owner': { 'server/features/x/x.service.ts': `import { b } from '../y/y.repository.ts'\nexport const a = b`, 'server/features/y/y.repository.ts': 'export const b = 1' },
  'texts-know-no-sockets': { 'server/texts/a.ts': `import { b } from '../sync/b.ts'\nexport const a = b`, 'server/sync/b.ts': 'export const b = 1' },
  'http-is-an-edge': { 'server/http/a.ts': `import { b } from '../sync/b.ts'\nexport const a = b`, 'server/sync/b.ts': 'export const b = 1' },
  'live-is-an-edge': { 'server/live/a.ts': `import { b } from '../http/b.ts'\nexport const a = b`, 'server/http/b.ts': 'export const b = 1' },
  'sync-is-an-edge': { 'server/sync/a.ts': `import { b } from '../live/b.ts'\nexport const a = b`, 'server/live/b.ts': 'export const b = 1' },
  'cli-is-an-edge': { 'server/cli/a.ts': `import { b } from '../http/b.ts'\nexport const a = b`, 'server/http/b.ts': 'export const b = 1' },
  'only-the-command-line-operates': { 'server/features/x/x.service.ts': `import { b } from '../../authorize/operator.ts'\nexport const a = b`, 'server/authorize/operator.ts': 'export const b = 1' },
  'nothing-imports-tests': { 'server/a.ts': `import { b } from '../tests/b.ts'\nexport const a = b`, 'tests/b.ts': 'export const b = 1' },
  'no-unknown-package': { 'server/a.ts': `import { b } from 'no-such-package-at-all'\nexport const a = b` },
}

const trees: string[] = []
afterAll(() => { for (const tree of trees) fs.rmSync(tree, { recursive: true }) })

async function rulesFiredBy(files: Record<string, string>): Promise<string[]> {
  const tree = fs.mkdtempSync(path.join(os.tmpdir(), 'parley-rules-'))
  trees.push(tree)
  for (const [file, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(tree, file)), { recursive: true })
    fs.writeFileSync(path.join(tree, file), text)
  }
  fs.symlinkSync(path.join(root, 'node_modules'), path.join(tree, 'node_modules'))
  const { tsConfig: _unused, ...options } = config.options
  const folders = [...new Set(Object.keys(files).map((file) => file.split('/')[0] ?? ''))]
  const { output } = await cruise(folders, { ...options, baseDir: tree, ruleSet: { forbidden: config.forbidden }, validate: true })
  return (output as ICruiseResult).summary.violations.map(({ rule }) => rule.name)
}

describe('each import rule fires on a planted violation', () => {
  for (const [rule, files] of Object.entries(planted)) {
    test(rule, async () => { expect(await rulesFiredBy(files)).toContain(rule) })
  }
})

test('there is a planted violation for every rule', () => {
  expect(Object.keys(planted).sort()).toEqual(config.forbidden.map(({ name }: { name: string }) => name).sort())
})

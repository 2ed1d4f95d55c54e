// All checks that need no running program; every one runs, and each says in one line how it went.
import { spawnSync } from 'node:child_process'

const node = (...args) => [process.execPath, ...args]
const checks = [
  // TypeScript 7 is the fast one; version 5, with an API, stays for the tools.
  ['types', node('node_modules/typescript7/bin/tsc', '-p', '.')],
  ['lint', node('node_modules/@biomejs/biome/bin/biome', 'lint', '--error-on-warnings')],
  ['import rules', node('scripts/rules.mjs')],
  ['unused code', node('node_modules/knip/bin/knip.js')],
  ['catalogues', node('scripts/locales.mjs')],
  ['literal words', node('scripts/literals.mjs')],
  ['contrast', node('scripts/contrast.mjs')],
  ['file length', node('scripts/lengths.mjs')],
]

let failed = 0
for (const [name, [command, ...args]] of checks) {
  const started = Date.now()
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024, env: { ...process.env, NO_COLOR: '1' } })
  const seconds = ((Date.now() - started) / 1000).toFixed(1)
  if (status === 0) { console.log(`ok      ${name} (${seconds} s)`); continue }
  failed += 1
  console.log(`FAILED  ${name} (${seconds} s)\n${stdout}${stderr}`)
}
if (failed > 0) process.exit(1)

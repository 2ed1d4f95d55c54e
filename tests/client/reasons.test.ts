import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import type { Reason } from '#domain/charter/decide.ts'

const root = path.join(import.meta.dirname, '../..')
const wordsIn = (language: string) => (JSON.parse(fs.readFileSync(path.join(root, `client/locales/${language}/refusals.json`), 'utf8')) as { because: Record<string, string> }).because
const sources = ['server', 'domain'].flatMap((folder) => fs.readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.includes('generated')).map((name) => fs.readFileSync(path.join(root, folder, name), 'utf8')))

/** Every reason there is: the compiler names one that is missing. */
const reasons: Record<Reason, true> = {
  signIn: true, notMember: true, role: true, stage: true, authorOnly: true, clauseNotAtRest: true, threadOpen: true, proposalOpen: true, onTheRoll: true,
  sponsorOnly: true, amendmentUnsealed: true, amendmentLodged: true, amendmentUndecided: true, undecided: true,
}

test.each(['en', 'fr'])('whatever the charter or a refusal says stood in the way has words (%s)', (language) => {
  const words = wordsIn(language)
  const written = sources.flatMap((text) => [...text.matchAll(/new Refusal\([^\n]*because: '(\w+)'/g)].map(([, because]) => because ?? ''))
  expect(written.length).toBeGreaterThan(40)
  expect([...new Set([...Object.keys(reasons), ...written])].filter((because) => !words[because])).toEqual([])
})

// Verifies an exported record by itself: no server, no database. `npm run verify -- FILE [--head SEQ:HASH]`; exit code 1 at the first fault.
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import { parseArgs } from 'node:util'
import { type Head, readHead, writeHead } from '#domain/verify/chain.ts'
import type { CheckName, Fault, FaultCode } from '#domain/verify/fault.ts'
import { verifyText } from '#domain/verify/verifyExport.ts'

const usage = 'npm run verify -- FILE [--head SEQ:HASH]'

const sentences: Record<CheckName, (count: number) => string> = {
  format: () => 'the file is an export of a record, and has nothing in it but what is checked or labels it',
  chain: (count) => `record: ${count} acts, numbered without a gap, each tied to the one before it, each hashed as it stands`,
  head: (count) => (count ? 'head: the chain goes through the head you gave' : 'head: none was given (--head), so a chain cut off or made anew cannot be told'),
  charters: (count) => `charters: ${count} versions, those that were put into force and no other`,
  proposals: (count) => `proposals: ${count}, those of the record and no other, each as it was recorded when it opened`,
  words: (count) => `words: ${count} proposals are about the words that were hashed`,
  roll: (count) => `roll: ${count} ballots, each of somebody on the roll, one each`,
  ballots: (count) => `ballots: those of ${count} closed votes are those that were hashed at closing`,
  results: (count) => `results: ${count} counted anew, the same as published and as recorded`,
  consolidations: (count) => `consolidations: ${count}, the words written are the words agreed to`,
  corrections: (count) => `corrections: ${count}, nothing but the printing point was changed`,
}

const reasons: Record<FaultCode, string> = {
  notJson: 'the file is no JSON, or was broken off', notAnExport: 'the file is no export of a record of this format', shape: 'this is not as the format says',
  gap: 'this is not the next number: an act is missing or was moved', link: 'the act is not tied to the one before it', hash: 'the act is not the one that was hashed',
  foreignAct: 'the act belongs elsewhere', statedHead: 'the record does not end where the file says',
  truncated: 'the record ends before the head you gave', rebuilt: 'another act stands at the head you gave: the chain was made anew',
  charterMissing: 'a charter is missing that was put into force', charterUnrecorded: 'this charter was never put into force', charterHash: 'the charter is not the one that was hashed',
  proposalMissing: 'a proposal is missing that was opened', proposalUnrecorded: 'this proposal was never opened', openingDiffers: 'this is not what was recorded when the proposal opened',
  closingMissing: 'the record and the file differ on whether the vote has closed', closingDiffers: 'the result is not the one that was recorded when the vote closed',
  wordsHash: 'the words are not those that were hashed', electorTwice: 'somebody is on the roll twice', proxy: 'a ballot was not cast by who could cast it: its elector or the proxy that the record names', notOnRoll: 'a ballot is of somebody who is not on the roll',
  ballotTwice: 'somebody has two ballots', ballotsHash: 'the ballots are not those that were hashed at closing', result: 'the result is not the one that the ballots give',
  sealedHash: 'the words agreed to are not those that were hashed', writtenHash: 'the words written are not the words agreed to', consolidationUnrecorded: 'the record does not know of this consolidation',
  correctionUnrecorded: 'the record does not know of this correction', correctionMissing: 'a recorded correction is not in the file', correctionHash: 'the words are not those that were hashed', correctionDiffers: 'more was changed than the printing point',
  consolidationUndecided: 'the vote that is named did not agree to these words', charterUndecided: 'the vote that is named did not adopt this charter',
  charterUnwritten: 'this vote adopted a charter that the record neither has in force nor says to have been stopped', alternativeHash: 'the words of this alternative are not those that were put to the vote',
}

/** Words of the file, which somebody else wrote: no control character of them reaches the terminal. */
const shown = (text: string) => text.replace(/\p{C}/gu, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`)

function placeOf({ path, seq, proposal }: Fault): string {
  const places = [...(path ? [shown(path)] : []), ...(seq === undefined ? [] : [`act ${seq}`]), ...(proposal === undefined ? [] : [`proposal ${proposal}`])]
  return places.length > 0 ? ` (${places.join(', ')})` : ''
}

/** What was asked for, or null for words that mean nothing here. */
function asked(): { file: string; head: Head | null } | null {
  try {
    const { values, positionals: [file, ...others] } = parseArgs({ allowPositionals: true, options: { head: { type: 'string' } } })
    const head = values.head === undefined ? null : readHead(values.head)
    return file && others.length === 0 && (values.head === undefined || head) ? { file, head } : null
  } catch {
    return null
  }
}

function main(): number {
  const given = asked()
  if (!given) { console.error(`Use it as: ${usage}`); return 2 }
  if (!fs.existsSync(given.file)) { console.error(`There is no file ${shown(given.file)}`); return 2 }
  const { checks, fault, head, workspace } = verifyText(fs.readFileSync(given.file, 'utf8'), { sha256: (bytes) => createHash('sha256').update(bytes).digest(), head: given.head })
  if (workspace) console.log(`workspace “${shown(workspace.name)}” (${shown(workspace.id)})`)
  for (const { name, checked, fault: at } of checks) console.log(at ? `FAULT   ${name}: ${reasons[at.code]}${placeOf(at)}` : `ok      ${sentences[name](checked)}`)
  if (!fault && head) console.log(`The record holds. Keep its head, and give it next time: ${writeHead(head)}`)
  return fault ? 1 : 0
}

process.exitCode = main()

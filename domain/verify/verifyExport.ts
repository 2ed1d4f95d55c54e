import { checkChain, checkHead } from './acts.ts'
import { type Head, hexOf, type Sha256 } from './chain.ts'
import { checkCorrections } from './corrections.ts'
import { agreedWords } from './decided.ts'
import { checkEnacted } from './enacted.ts'
import { type CheckName, type Fault, FaultFound, found } from './fault.ts'
import { checkBallots, checkProposals, checkResults, checkRolls, checkWords, type Ground, groundOf } from './proposals.ts'
import { exportFormat, type RecordExport, recordExport } from './recordExport.ts'
import { dictionary, Misshapen } from './shape.ts'
import { writesWords } from './writings.ts'

/** A check that was done: how many things it looked at, and the fault at which it ended. */
export interface Check { readonly name: CheckName; readonly checked: number; readonly fault: Fault | null }

/** What was checked, in order, up to the first fault; whose record it is; and the end of its chain, for the reader to keep. */
export interface Report {
  readonly checks: readonly Check[]
  readonly fault: Fault | null
  readonly workspace: { readonly id: string; readonly name: string } | null
  readonly head: Head | null
}

export interface Means {
  readonly sha256: Sha256
  /** A head that somebody kept from an earlier file: the chain must go through it. */
  readonly head?: Head | null
}

/**
 * Checks the exported record of a workspace by itself, without the server: the chain, the charters, of every proposal its words, roll,
 * ballots and result, that words agreed to are the words written and charters adopted the ones in force, and that what was corrected since
 * is a printing point of them. In: the parsed file, SHA-256, and the head that is expected, if one
 * is known. Out: what was checked up to the first fault, and where that is. Refuses nothing: what is no export is a fault too.
 */
export function verifyExport(value: unknown, { sha256, head: kept = null }: Means): Report {
  const checks: Check[] = []
  const check = <T>(name: CheckName, work: () => T, countOf: (done: T) => number): T => {
    try {
      const done = work()
      checks.push({ name, checked: countOf(done), fault: null })
      return done
    } catch (error) {
      if (error instanceof FaultFound) checks.push({ name, checked: 0, fault: error.fault })
      throw error
    }
  }
  let workspace: Report['workspace'] = null
  let head: Head | null = null
  try {
    const file = check('format', () => readExport(value), () => 1)
    workspace = { id: file.workspace.id, name: file.workspace.name }
    const { acts, end } = check('chain', () => checkChain(file, sha256), (chain) => chain.acts.length)
    check('head', () => checkHead(file, end, kept), () => (kept ? 1 : 0))
    head = end
    const ground = groundOf(file, acts, (text) => hexOf(sha256(new TextEncoder().encode(text))))
    for (const [name, work] of rest) check(name, () => work(ground), (checked) => checked)
  } catch (error) {
    if (!(error instanceof FaultFound)) throw error
  }
  return { checks, fault: checks.at(-1)?.fault ?? null, workspace, head }
}

/** The same for the text of a file, which may be no JSON, or broken off. */
export function verifyText(text: string, means: Means): Report {
  try {
    return verifyExport(JSON.parse(text), means)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    const fault: Fault = { code: 'notJson', path: '' }
    return { checks: [{ name: 'format', checked: 0, fault }], fault, workspace: null, head: null }
  }
}

const rest: readonly (readonly [CheckName, (ground: Ground) => number])[] = [
  ['charters', checkCharters], ['proposals', checkProposals], ['words', checkWords], ['roll', checkRolls], ['ballots', checkBallots], ['results', checkResults],
  ['consolidations', (ground) => checkConsolidations(ground) + checkEnacted(ground)], ['corrections', checkCorrections],
]

function readExport(value: unknown): RecordExport {
  try {
    if (dictionary(value, '')['format'] !== exportFormat) found('notAnExport', 'format')
    return recordExport(value, '')
  } catch (error) {
    if (!(error instanceof Misshapen)) throw error
    return found(error.path === '' ? 'notAnExport' : 'shape', error.path)
  }
}

/** Every charter that was put into force is there, as it was hashed, and no other. */
function checkCharters({ file: { charters }, acts, hash }: Ground): number {
  const missing = new Map(acts.filter(({ name }) => name === 'charter.adopted').map((act) => [act.facts['version'], act]))
  for (const [index, { version, canonical }] of charters.entries()) {
    const act = missing.get(version)
    if (!act) found('charterUnrecorded', `charters[${index}].version`)
    // Charters of the first days were recorded by their version alone.
    if (act.facts['hash'] !== undefined && act.facts['hash'] !== hash(canonical)) found('charterHash', `charters[${index}].canonical`, { seq: act.seq })
    missing.delete(version)
  }
  for (const { seq } of missing.values()) found('charterMissing', 'charters', { seq })
  return charters.length
}

/** Words that were agreed to are, byte for byte, the words that were written; the vote that is named agreed to them; and the record knows of the writing. */
function checkConsolidations({ file: { consolidations, proposals }, acts, hash }: Ground): number {
  for (const [index, { amendmentId, proposalId, sealed, written, hash: given }] of consolidations.entries()) {
    const path = `consolidations[${index}]`
    if (hash(sealed) !== given) found('sealedHash', `${path}.sealed`)
    if (hash(written) !== given) found('writtenHash', `${path}.written`)
    const act = acts.find((each) => writesWords(each) && each.ids['amendmentId'] === amendmentId)
    if (act?.facts['hash'] !== given) found('consolidationUnrecorded', path, act && { seq: act.seq })
    const proposal = proposals.find(({ id }) => id === proposalId)
    if (proposalId !== null && (!proposal || agreedWords(proposal) !== sealed)) found('consolidationUndecided', `${path}.proposalId`, { seq: act.seq, ...(proposal && { proposal: proposal.number }) })
  }
  return consolidations.length
}

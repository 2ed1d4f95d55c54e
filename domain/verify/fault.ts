/** What is checked, in this order. Each check builds on the ones before it, so nothing is checked after the first fault. */
export const checkNames = ['format', 'chain', 'head', 'charters', 'proposals', 'words', 'roll', 'ballots', 'results', 'consolidations', 'corrections'] as const
export type CheckName = (typeof checkNames)[number]

/** Why a file does not hold. Catalogues and the command line have a sentence for each. */
export const faultCodes = [
  'notJson', 'notAnExport', 'shape',
  'gap', 'link', 'hash', 'foreignAct',
  'statedHead', 'truncated', 'rebuilt',
  'charterMissing', 'charterUnrecorded', 'charterHash',
  'proposalMissing', 'proposalUnrecorded', 'openingDiffers', 'closingMissing',
  'wordsHash', 'alternativeHash',
  'electorTwice', 'notOnRoll', 'ballotTwice', 'proxy',
  'ballotsHash', 'result', 'closingDiffers',
  'sealedHash', 'writtenHash', 'consolidationUnrecorded', 'consolidationUndecided', 'charterUndecided', 'charterUnwritten',
  'correctionUnrecorded', 'correctionMissing', 'correctionHash', 'correctionDiffers',
] as const
export type FaultCode = (typeof faultCodes)[number]

/** A fault and its place: where it stands in the file, and which act of the record or which proposal it is about. */
export interface Fault { readonly code: FaultCode; readonly path: string; readonly seq?: number; readonly proposal?: number }

/** Thrown by a check at the first fault, caught once by `verifyExport`. */
export class FaultFound extends Error {
  constructor(readonly fault: Fault) {
    super(`${fault.code} at ${fault.path}`)
    this.name = 'FaultFound'
  }
}

/** Ends a check where it finds that something does not hold. */
export function found(code: FaultCode, path: string, place: Omit<Fault, 'code' | 'path'> = {}): never {
  throw new FaultFound({ code, path, ...place })
}

import type { CheckName, FaultCode } from '#domain/verify/fault.ts'

/** The sentence of a check that found everything in order; the one on the head depends on whether there was one to look for. */
export const checkKeys: Record<Exclude<CheckName, 'head'>, string> = {
  format: 'verify.check.format', chain: 'verify.check.chain', charters: 'verify.check.charters', proposals: 'verify.check.proposals', words: 'verify.check.words',
  roll: 'verify.check.roll', ballots: 'verify.check.ballots', results: 'verify.check.results', consolidations: 'verify.check.consolidations', corrections: 'verify.check.corrections',
}

export const reasonKeys: Record<FaultCode, string> = {
  notJson: 'verify.reason.notJson', notAnExport: 'verify.reason.notAnExport', shape: 'verify.reason.shape',
  gap: 'verify.reason.gap', link: 'verify.reason.link', hash: 'verify.reason.hash', foreignAct: 'verify.reason.foreignAct',
  statedHead: 'verify.reason.statedHead', truncated: 'verify.reason.truncated', rebuilt: 'verify.reason.rebuilt',
  charterMissing: 'verify.reason.charterMissing', charterUnrecorded: 'verify.reason.charterUnrecorded', charterHash: 'verify.reason.charterHash',
  proposalMissing: 'verify.reason.proposalMissing', proposalUnrecorded: 'verify.reason.proposalUnrecorded', openingDiffers: 'verify.reason.openingDiffers',
  closingMissing: 'verify.reason.closingMissing', closingDiffers: 'verify.reason.closingDiffers', wordsHash: 'verify.reason.wordsHash',
  electorTwice: 'verify.reason.electorTwice', notOnRoll: 'verify.reason.notOnRoll', ballotTwice: 'verify.reason.ballotTwice', proxy: 'verify.reason.proxy', ballotsHash: 'verify.reason.ballotsHash',
  result: 'verify.reason.result', sealedHash: 'verify.reason.sealedHash', writtenHash: 'verify.reason.writtenHash', consolidationUnrecorded: 'verify.reason.consolidationUnrecorded',
  consolidationUndecided: 'verify.reason.consolidationUndecided', correctionUnrecorded: 'verify.reason.correctionUnrecorded', correctionMissing: 'verify.reason.correctionMissing',
  correctionHash: 'verify.reason.correctionHash', correctionDiffers: 'verify.reason.correctionDiffers', alternativeHash: 'verify.reason.alternativeHash',
  charterUndecided: 'verify.reason.charterUndecided', charterUnwritten: 'verify.reason.charterUnwritten',
}

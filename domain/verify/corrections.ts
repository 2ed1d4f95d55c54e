import { isCorrected } from '../amendments/printingPoint.ts'
import { readCanonical } from '../text/canonical.ts'
import { found } from './fault.ts'
import type { Ground } from './proposals.ts'

/**
 * Words that were corrected after they had been adopted are the words from before with nothing but the printing point that was recorded:
 * both are the words that were hashed, and the second is what the first gives. Every correction of the record is in the file.
 */
export function checkCorrections({ file, acts, hash }: Ground): number {
  const corrections = file.corrections ?? []
  const missing = new Map(acts.filter(({ name }) => name === 'clause.corrected').map((act) => [`${act.draftId}/${String(act.facts['seq'])}`, act]))
  for (const [index, { draftId, clauseId, seq, before, after }] of corrections.entries()) {
    const path = `corrections[${index}]`
    const act = missing.get(`${draftId}/${seq}`)
    if (act?.ids['clauseId'] !== clauseId) found('correctionUnrecorded', path, act && { seq: act.seq })
    const { old, new: now, before: was, hash: is } = act.facts
    if (hash(before) !== was) found('correctionHash', `${path}.before`, { seq: act.seq })
    if (hash(after) !== is) found('correctionHash', `${path}.after`, { seq: act.seq })
    if (typeof old !== 'string' || typeof now !== 'string' || !isCorrectedText(before, after, { old, new: now })) found('correctionDiffers', path, { seq: act.seq })
    missing.delete(`${draftId}/${seq}`)
  }
  for (const { seq } of missing.values()) found('correctionMissing', 'corrections', { seq })
  return corrections.length
}

/** The same of canonical clauses. */
export const isCorrectedText = (before: string, after: string, point: { readonly old: string; readonly new: string }): boolean => {
  const [was, is] = [readCanonical(before), readCanonical(after)]
  return was.kind === is.kind && isCorrected(was.content, is.content, point)
}

import { type ChainFault, chainFault, chainOrigin, type Head, type Sha256 } from './chain.ts'
import { found } from './fault.ts'
import type { RecordExport } from './recordExport.ts'
import { count, dictionary, Misshapen, orNull, text } from './shape.ts'

/** What an act says of itself, as far as it is checked. */
export interface Act { readonly seq: number; readonly workspaceId: string; readonly name: string; readonly draftId: string | null; readonly ids: Readonly<Record<string, unknown>>; readonly facts: Readonly<Record<string, unknown>> }

const fieldOf: Record<ChainFault, string> = { gap: 'seq', link: 'prevHash', hash: 'canonical' }

/** Checks the chain of the record, row by row; gives its acts and its end. */
export function checkChain({ record, workspace }: RecordExport, sha256: Sha256): { acts: Act[]; end: Head } {
  const encoder = new TextEncoder()
  let last = chainOrigin
  const acts = record.map(({ canonical, ...row }, index) => {
    const place = { seq: last.seq + 1 }
    const fault = chainFault(last, { ...row, canonical: encoder.encode(canonical) }, sha256)
    if (fault) found(fault, `record[${index}].${fieldOf[fault]}`, place)
    const act = readAct(canonical)
    if (act?.seq !== row.seq || act.workspaceId !== workspace.id) found('foreignAct', `record[${index}].canonical`, place)
    last = { seq: row.seq, hash: row.hash }
    return act
  })
  return { acts, end: last }
}

function readAct(canonical: string): Act | null {
  try {
    const act = dictionary(JSON.parse(canonical), '')
    return {
      seq: count(act['seq'], ''), workspaceId: text(act['workspaceId'], ''), name: text(act['name'], ''), draftId: orNull(text)(act['draftId'], ''),
      ids: dictionary(act['ids'], ''), facts: dictionary(act['facts'], ''),
    }
  } catch (error) {
    if (error instanceof Misshapen || error instanceof SyntaxError) return null
    throw error
  }
}

/**
 * Checks that the file ends where it says, and that the chain goes through a head that somebody kept. A chain whose end was cut off, or
 * that was made anew from some act on, holds in itself: only a head from outside the file tells.
 */
export function checkHead({ record, head }: RecordExport, end: Head, kept: Head | null): void {
  if (head.seq !== end.seq || head.hash !== end.hash) found('statedHead', 'head', { seq: end.seq })
  if (!kept || kept.seq === 0) return
  if (kept.seq > end.seq) found('truncated', 'record', { seq: end.seq + 1 })
  if (record[kept.seq - 1]?.hash !== kept.hash) found('rebuilt', `record[${kept.seq - 1}].hash`, { seq: kept.seq })
}

import { createHash } from 'node:crypto'
import { isCorrectedText } from '#domain/verify/corrections.ts'
import type { Tx } from '#server/db/context.ts'
import type { History } from '#server/texts/history.ts'
import { correctedWords } from './corrections.service.ts'
import * as versions from './versions.repository.ts'

export interface CheckedCorrection { readonly clauseId: string; readonly seq: number; readonly isSame: boolean }

/** Recomputes every printing point of every draft from its journal: the hashed words before and after it, which differ by it alone. */
export async function verifyCorrections(tx: Tx, history: History): Promise<CheckedCorrection[]> {
  const checked: CheckedCorrection[] = []
  for (const act of await versions.correctionsOf(tx)) {
    const words = await correctedWords(history, act)
    const { old, new: now, before, hash } = act.facts
    const isSame = words !== null && sha256(words.before) === before && sha256(words.after) === hash && typeof old === 'string' && typeof now === 'string' && isCorrectedText(words.before, words.after, { old, new: now })
    checked.push({ clauseId: act.ids['clauseId'] ?? '', seq: Number(act.facts['seq']), isSame })
  }
  return checked
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

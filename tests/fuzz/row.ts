import { firstHash, hashRow, packUpdates, unpackUpdates } from '#server/texts/chain.ts'
import type { HashedRow } from '#server/texts/journal.repository.ts'
import { checkRows, JournalFault } from '#server/texts/load.ts'
import { type Seeded, seeded } from '#tests/support/seeded.ts'
import { realUpdates } from './corpus.ts'
import { mutate } from './mutate.ts'
import { FuzzFailure, trial } from './trial.ts'

const textId = 'draft:00000000-0000-4000-8000-000000000000'
const start = { seq: 0, hash: firstHash }

function journal(): HashedRow[] {
  const { base, updates } = realUpdates()
  let prevSha256: Uint8Array = firstHash
  return [[base], ...updates.slice(0, 8).map((update, index) => (index % 2 === 0 ? [update] : [update, update]))].map((sent, index) => {
    const row = { textId, seq: index + 1, generation: 1, userId: `user-${index % 2}`, clientId: 100 + index, payload: packUpdates(sent) }
    const sha256 = hashRow(prevSha256, row)
    const hashed = { ...row, nUpdates: sent.length, sha256, prevSha256 }
    prevSha256 = sha256
    return hashed
  })
}

const flipped = (bytes: Uint8Array, random: Seeded) => { const copy = Uint8Array.from(bytes); const at = random.below(copy.length); copy[at] = (copy[at] ?? 0) ^ (1 << random.below(8)); return copy }

type Damage = (rows: HashedRow[], at: number, row: HashedRow, random: Seeded) => void
const damages: readonly Damage[] = [
  (rows, at, row, random) => { rows[at] = { ...row, payload: flipped(row.payload, random) } },
  (rows, at, row, random) => { rows[at] = { ...row, payload: row.payload.subarray(0, random.below(row.payload.length)) } },
  (rows, at, row, random) => { rows[at] = { ...row, payload: mutate(random, [row.payload]) } },
  (rows, at, row, random) => { rows[at] = { ...row, sha256: flipped(row.sha256, random) } },
  (rows, at, row, random) => { rows[at] = { ...row, prevSha256: flipped(row.prevSha256, random) } },
  (rows, at, row) => { rows[at] = { ...row, userId: `${row.userId}0` } },
  (rows, at, row) => { rows[at] = { ...row, clientId: row.clientId + 1 } },
  (rows, at, row) => { rows[at] = { ...row, generation: row.generation + 1 } },
  (rows, at, row, random) => { rows[at] = { ...row, seq: row.seq + 1 + random.below(3) } },
  (rows, at) => { if (at < rows.length - 1) rows.splice(at, 1) },
  (rows, at, row) => { rows.splice(at, 0, row) },
  (rows, at, row) => { const other = (at + 1) % rows.length; const there = rows[other]; if (there) { rows[at] = { ...row, payload: there.payload }; rows[other] = { ...there, payload: row.payload } } },
  // Hashed anew by who knows how, but not the rows after it.
  (rows, at, row, random) => { if (at < rows.length - 1) { const changed = { ...row, payload: flipped(row.payload, random) }; rows[at] = { ...changed, sha256: hashRow(row.prevSha256, changed) } } },
]

/** A journal with one thing done to one of its rows: the checks find it, every time, by their own word. A payload that is none is read or turned down at once. */
export function fuzz(count: number, seed: number): void {
  const random = seeded(seed)
  const whole = journal()
  const before = JSON.stringify(whole.map(told))
  for (let index = 0; index < count; index += 1) {
    const place = { target: 'row', seed, index }
    const rows = [...whole]
    const at = random.below(rows.length)
    const row = rows[at]
    if (row) random.oneOf(damages)(rows, at, row, random)
    const input = rows[at]?.payload ?? new Uint8Array()
    trial(place, input, () => { try { return unpackUpdates(input) } catch { return null } })
    if (JSON.stringify(rows.map(told)) === before) continue
    const verdict = trial(place, input, () => isFound(rows))
    if (!('answer' in verdict && verdict.answer)) throw new FuzzFailure(place, 'the damage was not found', input)
  }
}

function isFound(rows: readonly HashedRow[]): boolean {
  try {
    checkRows(textId, rows, start)
    return false
  } catch (error) {
    if (error instanceof JournalFault) return true
    throw error
  }
}

const told = ({ seq, generation, userId, clientId, payload, sha256, prevSha256 }: HashedRow) =>
  [seq, generation, userId, clientId, ...[payload, sha256, prevSha256].map((bytes) => Buffer.from(bytes).toString('base64'))]

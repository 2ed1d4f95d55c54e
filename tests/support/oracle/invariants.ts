import { setTimeout as wait } from 'node:timers/promises'
import type pg from 'pg'
import * as Y from 'yjs'
import { unpackUpdates } from '#server/texts/chain.ts'
import * as journal from '#server/texts/journal.repository.ts'
import { loadText } from '#server/texts/load.ts'
import { verifyJournals } from '#server/texts/verify.ts'
import { Scribe } from './scribe.ts'
import { hasPending, jsonOf, structureFaults, textOf, tokensIn } from './words.ts'

const room = (draftId: string) => `draft:${draftId}`

/** Lets everybody come back, get what they sent acknowledged and see the same words; gives up after `ms`, since the checks then say what is wrong. */
export async function settle(scribes: readonly Scribe[], ms = 10_000): Promise<void> {
  const isQuiet = () => scribes.every(({ isSynced, journal: { unacknowledged } }) => isSynced && unacknowledged.length === 0)
    && [...byDraft(scribes).values()].every((here) => new Set(here.map(({ doc }) => jsonOf(doc))).size === 1)
  for (const deadline = Date.now() + ms; Date.now() < deadline && !isQuiet();) await wait(25)
}

export function byDraft(scribes: readonly Scribe[]): Map<string, Scribe[]> {
  const drafts = new Map<string, Scribe[]>()
  for (const scribe of scribes) drafts.set(scribe.part.draftId, [...(drafts.get(scribe.part.draftId) ?? []), scribe])
  return drafts
}

/** I1–I5, I9 and I10 over every draft that these scribes write in: a sentence for each that does not hold. To be asked after `settle`. */
export async function textFaults(pool: pg.Pool, scribes: readonly Scribe[]): Promise<string[]> {
  const faults: string[] = []
  for (const [draftId, here] of byDraft(scribes)) faults.push(...await draftFaults(pool, draftId, here))
  return [...faults, ...await journalFaults(pool)]
}

async function draftFaults(pool: pg.Pool, draftId: string, scribes: readonly Scribe[]): Promise<string[]> {
  const { doc: stored, fault } = await loadText(pool, room(draftId))
  const docs = new Map<string, Y.Doc>([
    ['the journal', await replayed(pool, draftId)], ['checkpoint and tail', stored], ['a client that comes now', await fresh(scribes)],
    ...scribes.map(({ part, doc }): [string, Y.Doc] => [part.name, doc]),
  ])
  const differing = [...docs].filter(([, doc]) => jsonOf(doc) !== jsonOf(stored) || textOf(doc) !== textOf(stored))
  return [
    ...(fault ? [`I5 ${fault.message}`] : []),
    ...tokenFaults(scribes, tokensIn(stored)),
    ...differing.map(([name, doc]) => `I3 ${name} does not read what the journal and its checkpoint say: ${difference(jsonOf(doc), jsonOf(stored))}`),
    ...[...docs].filter(([, doc]) => hasPending(doc)).map(([name]) => `I4 ${name} holds changes that it cannot place`),
    ...scribes.flatMap(({ part, journal: { unacknowledged } }) => unacknowledged.map(({ kind, token }) => `I9 ${kind} ${token} of ${part.name} was never acknowledged`)),
    ...structureFaults(stored).map((problem) => `I10 ${problem}`),
  ]
}

/** Where one text begins to differ from another, and how each goes on. */
function difference(one: string, other: string): string {
  let at = 0
  while (at < one.length && one[at] === other[at]) at += 1
  return [one, other].map((text) => text.slice(Math.max(0, at - 80), at + 80)).join(' | ')
}

/** I1: what was acknowledged is there, once, and what was acknowledged as deleted is not. I2: nothing is there that nobody sent. */
export function tokenFaults(scribes: readonly Scribe[], found: ReadonlyMap<string, number>): string[] {
  const expected = new Map(scribes.flatMap((scribe) => [...scribe.journal.expectations()]))
  const lost = [...expected].flatMap(([token, { least, most }]) => {
    const times = found.get(token) ?? 0
    return times < least || times > most ? [`I1 ${token} is in the text ${times} times, not ${least}${most === least ? '' : ` to ${most}`}`] : []
  })
  return [...lost, ...[...found.keys()].filter((token) => !expected.has(token)).map((token) => `I2 ${token} was sent by nobody`)]
}

async function replayed(pool: pg.Pool, draftId: string): Promise<Y.Doc> {
  const { seq } = await journal.headOf(pool, room(draftId))
  const doc = new Y.Doc()
  const all = await journal.rowsAfter(pool, room(draftId), 0, seq)
  // A generation begins from nothing at its first row.
  const rows = all.filter(({ generation }) => generation === all.at(-1)?.generation)
  doc.transact(() => { for (const row of rows) for (const update of unpackUpdates(row.payload)) Y.applyUpdate(doc, update) })
  return doc
}

async function fresh([somebody]: readonly Scribe[]): Promise<Y.Doc> {
  if (!somebody) return new Y.Doc()
  const { address: _ofABadLine, ...part } = somebody.part
  const reader = new Scribe({ ...part, name: 'r00' })
  reader.connect()
  for (const deadline = Date.now() + 10_000; Date.now() < deadline && !reader.isSynced;) await wait(10)
  reader.disconnect()
  return reader.doc
}

/** I5: every journal is gapless, and all its hashes and links hold. */
export async function journalFaults(pool: pg.Pool): Promise<string[]> {
  try {
    for await (const _text of verifyJournals(pool));
    return []
  } catch (error) {
    return [`I5 ${(error as Error).message}`]
  }
}

import type { Change } from './build.ts'
import type { ScenarioName } from './scenarios.ts'

/** A server with one rule broken, and the cheapest scenario that must see it. */
export interface Mutant { readonly name: string; readonly rule: string; readonly changes: readonly Change[]; readonly caughtBy: ScenarioName; readonly sql?: string }

const texts = (file: string, find: string, replace: string): Change => ({ file: `server/texts/${file}`, find, replace })

export const mutants: readonly Mutant[] = [
  {
    name: 'acknowledges-before-commit', rule: 'R1: an edit is acknowledged when it is durable', caughtBy: 'durableBeforeVisible',
    changes: [texts('room.ts', 'this.parts.committer.enqueue(this, entry)', 'this.parts.committer.enqueue(this, entry); (entry.source as Member).tell({ entries: [], seq: this.seq }, entry.message)')],
  },
  {
    name: 'tells-before-commit', rule: 'R1: nobody sees what the journal does not hold', caughtBy: 'durableBeforeVisible',
    changes: [texts('room.ts', 'this.parts.committer.enqueue(this, entry)', 'this.parts.committer.enqueue(this, entry); for (const member of this.members) if (member !== entry.source) member.tell({ entries: [entry], seq: this.seq }, null)')],
  },
  {
    name: 'answers-joiners-early', rule: 'R1: who comes is answered from what is committed', caughtBy: 'durableBeforeVisible',
    changes: [{ file: 'server/sync/connection.ts', find: 'room.durable().then(() => this.answer(answer), () => undefined)', replace: 'this.answer(answer)' }],
  },
  {
    name: 'counts-acknowledgements-wrong', rule: 'R3: an acknowledgement counts messages', caughtBy: 'everythingKept',
    changes: [{ file: 'server/sync/connection.ts', find: 'this.acknowledged = Math.max(this.acknowledged, ownUpTo)', replace: 'this.acknowledged += 1' }],
  },
  {
    name: 'keeps-a-room-after-a-failed-commit', rule: 'R6: a failed commit drops what is in memory', caughtBy: 'failedCommit',
    changes: [texts('room.ts', 'failed(error: unknown) { this.poisoned(error) }', 'failed(_error: unknown) { }')],
  },
  {
    name: 'opens-a-blank-text-when-loading-fails', rule: 'R7: never a blank text', caughtBy: 'loadFails',
    changes: [
      texts('rooms.ts', "import type pg from 'pg'", "import type pg from 'pg'\nimport * as Y from 'yjs'"),
      texts('rooms.ts', 'Promise.all([loadText(pool, textId),', `Promise.all([loadText(pool, textId).catch(() => ({
        doc: new Y.Doc(), state: null, fault: null, rows: 0, bytes: 0, text: { id: textId, draftId: textId.slice(6), seq: 0, generation: 1, schemaVersion: 1, headHash: new Uint8Array(32) } })),`),
    ],
  },
  {
    name: 'does-not-check-hashes', rule: 'R9: every hash is checked when a text is opened', caughtBy: 'damage',
    changes: [texts('load.ts', 'if (!Buffer.from(row.sha256).equals(hashRow(row.prevSha256, row)))', 'if (row.seq < 0)')],
  },
  {
    name: 'lets-any-generation-in', rule: 'R10: what is cached of a restored text is turned away', caughtBy: 'staleCache',
    changes: [{ file: 'server/sync/door.ts', find: 'generation !== room.generation', replace: 'Number.isNaN(generation)' }],
  },
  {
    name: 'lets-any-schema-in', rule: 'R11: a page with another schema sees nothing', caughtBy: 'schemaIsAsked',
    changes: [{ file: 'server/sync/door.ts', find: 'Number(schema) !== schemaVersion', replace: 'Number(schema) < schemaVersion' }],
  },
  {
    name: 'does-not-put-out-who-lost-a-right', rule: 'R15: a lost right ends the connection', caughtBy: 'revokedAtOnce',
    changes: [{ file: 'server/sync/door.ts', find: 'person.userId === userId).forEach((connection) => { connection.revoke() })', replace: 'person.userId === userId).forEach(() => undefined)' }],
  },
  {
    name: 'binds-no-client-ids', rule: 'R4: a Yjs client id belongs to who used it first', caughtBy: 'clientIdsBelong',
    changes: [texts('room.ts', 'if (owner === userId) continue', 'if (owner !== undefined) continue')],
  },
  {
    name: 'does-not-check-structure', rule: 'R5: what is kept is well formed', caughtBy: 'structureIsChecked',
    changes: [texts('structure.ts', 'touched.structural ? structureProblems(doc, touched) : []', 'touched.structural && touched.isKnown ? structureProblems(doc, touched) : []')],
  },
  {
    name: 'lets-words-at-rest-be-changed', rule: 'words that are voted on are at rest', caughtBy: 'wordsAtRest',
    changes: [texts('room.ts', 'if (clauseId !== undefined) throw', 'if (this.isGone) throw')],
  },
  {
    name: 'passes-presence-on-as-it-came', rule: 'R20: presence is written by the server', caughtBy: 'presenceIsWritten',
    changes: [
      { file: 'server/sync/awareness.ts', find: 'return { isThere, cursor, clause }', replace: 'return { isThere, cursor, clause, state }' },
      { file: 'server/sync/presence.ts', find: '{ user: who, ...this.placeOf(said) }', replace: '{ ...(said as { state?: object }).state, ...this.placeOf(said) }' },
    ],
  },
  {
    name: 'counts-every-ballot', rule: 'R21: the unique key is the arbiter', caughtBy: 'oneBallotEach', changes: [],
    sql: `drop index "ballot_proposalId_userId_key"; do $$ begin execute regexp_replace(pg_get_functiondef('cast_ballots'::regproc), 'ON CONFLICT .*? RETURNING', 'RETURNING'); end $$`,
  },
  {
    name: 'closes-over-a-ballot-under-way', rule: 'R21: closing waits for ballots that are being cast', caughtBy: 'closingWaits',
    changes: [{ file: 'server/features/proposals/proposals.repository.ts', find: '::uuid for update`\n  return row ?? null', replace: '::uuid`\n  return row ?? null' }],
  },
  {
    name: 'does-not-lock-the-record', rule: 'R26: the record is one chain', caughtBy: 'oneChain',
    changes: [{ file: 'server/features/records/records.service.ts', find: 'await records.lock(tx, workspaceId)', replace: '' }],
  },
]

import { runMigrations } from 'graphile-worker'
import pg from 'pg'
import { StartupError } from '#server/startupError.ts'
import * as migrate from './migrate.ts'

/**
 * The role that the application works as. The tables belong to another one, their owner: so whoever takes over the application still
 * cannot change what was cast, recorded, journalled or sealed (R26).
 */
export interface AppRole { readonly name: string; readonly password: string }

const all = 'select, insert, update, delete'
const once = 'select, insert'

/** All that the application may do, table by table. One that is not named here it may not even read. */
export const granted: Readonly<Record<string, string>> = {
  record: once, journal: once, ballot_revision: once, proposal_amendment: once, charter: once, version: once, client_binding: once, checkpoint: once,
  amendment_clause: once, amendment_place: once, amendment_disposition: once, challenge: once, measure: once, workspace_role: once,
  // A row can be locked only by whoever may update something of it.
  workspace: `${once}, update (name)`,
  // By cast_ballots() and its trigger, which keep every revision and refuse a vote that is closed.
  ballot: 'select', ballot_count: 'select',
  ballot_key: `${once}, update (key)`, elector: `${once}, update ("hasCast")`,
  proxy: 'select, insert, delete',
  // Papers and receipts are written anew in random order, so that their place tells nothing.
  secret_ballot: 'select, insert, delete', secret_receipt: 'select, insert, delete',
  proposal: `${once}, update ("closesAt", extensions, "remindedFor", "closedAt", "closedById", result, "ballotsHash")`,
  objection: `${once}, update (state, answer, "answeredById", "answeredAt", "withdrawnAt", "upheldAt")`,
  // Words and hash by seal_amendment(), once.
  amendment: `${once}, update (number, title, reason, "openTo", state, outcome, "baseSeq", "rootSeq", "lodgedAt", "sealedAt", "decidedAt", "decidedBy", "preemptedById", "preemptedClauseId", "consolidatedAt", "consolidatedSeq")`,
  text: `${once}, update (seq, generation, "headHash")`, lineage: `${once}, update`, draft: `${once}, update`, comment: `${once}, update`, thread: `${once}, update`,
  member: `${once}, update`, invitation: `${once}, update`, seeding: `${once}, update`, clause: `${once}, update`, coverage_gap: `${once}, update`,
  amendment_name: all, amendment_link: all, clause_challenge: all, clause_measure: all, outbox: all,
  user: all, session: all, account: all, verification: all, rate_limit: all,
  clause_at_rest: 'select', _prisma_migrations: 'select',
}

/** Builds what is missing of the schema as its owner, and says which migrations it applied; then gives the role its rights, and no others. */
export async function buildSchema(ownerUrl: string, role: AppRole | null): Promise<string[]> {
  const applied = await migrate.apply(ownerUrl)
  await runMigrations({ connectionString: ownerUrl })
  if (role) await admit(ownerUrl, role)
  return applied
}

async function admit(ownerUrl: string, role: AppRole) {
  const owner = new pg.Client(ownerUrl)
  await owner.connect()
  try {
    await makeRole(owner, role)
    // Two that start at once would change the same rows of the catalogue.
    await owner.query(`begin; select pg_advisory_xact_lock(hashtextextended('parley:app-role', 0))`)
    await owner.query(await grants(owner, pg.escapeIdentifier(role.name)))
    await owner.query('commit')
  } finally {
    await owner.end()
  }
}

const taken = ['42710', '23505']

// Roles are of the whole cluster: another database may have made it, even in this moment.
async function makeRole(owner: pg.Client, { name, password }: AppRole) {
  const { rowCount } = await owner.query('select from pg_roles where rolname = $1', [name])
  if (rowCount) return
  try {
    await owner.query(`create role ${pg.escapeIdentifier(name)} login password ${pg.escapeLiteral(password)}`)
  } catch (cause) {
    const { code = '' } = cause as { code?: string }
    if (taken.includes(code)) return
    throw new StartupError(`The role ${name} that DATABASE_URL names is not there, and DATABASE_OWNER_URL may not make it: create it with a login and this password.`, { cause })
  }
}

async function grants(owner: pg.Client, role: string): Promise<string> {
  const { rows } = await owner.query<{ name: string }>(`select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'v')`)
  const known = rows.flatMap(({ name }) => (granted[name] === undefined ? [] : [`grant ${granted[name]} on ${pg.escapeIdentifier(name)} to ${role}`]))
  const { rows: guarded } = await owner.query<{ name: string }>(`
    select c.relname as name from pg_class c where c.relnamespace = 'graphile_worker'::regnamespace and c.relrowsecurity
      and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'app')`)
  return [
    `revoke all on all tables in schema public from ${role}`, `grant usage on schema public, graphile_worker to ${role}`, ...known,
    `grant usage on all sequences in schema public, graphile_worker to ${role}`, `grant ${all} on all tables in schema graphile_worker to ${role}`,
    // The queue of jobs lets nobody but its owner see a row, unless a policy says so.
    ...guarded.map(({ name }) => `create policy app on graphile_worker.${pg.escapeIdentifier(name)} using (true) with check (true)`),
  ].join('; ')
}

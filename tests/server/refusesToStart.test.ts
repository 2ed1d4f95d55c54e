import { once } from 'node:events'
import fs from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import pg from 'pg'
import { expect, test } from 'vitest'
import { freshDatabase } from '#tests/support/database.ts'
import { launch, newFolder } from '#tests/support/launch.ts'

const sessionSecret = 'a secret of the tests, at least 32 characters'

// Said before anything that may go wrong, of an app that owns its tables, as here.
const warning = 'The database role of DATABASE_URL owns the tables'

/** Starts the built server, which must end with exit code 1 and exactly one line of reason. */
async function reasonNotToStart(env: Record<string, string>, args = ['dist/server/main.js']) {
  const parley = launch(args, env)
  expect(await parley.ended()).toBe(1)
  const lines = parley.said().trim().split('\n').filter((line) => !line.endsWith('…') && !line.startsWith(warning))
  expect(lines, parley.said()).toHaveLength(1)
  expect(lines[0]).not.toMatch(/^\s+at |Error:/)
  return lines[0]
}

const wrongValues: [Record<string, string>, RegExp][] = [
  [{ PORT: 'three thousand' }, /variable PORT has a wrong value/],
  [{ PORT: '70000' }, /variable PORT has a wrong value/],
  [{ DATABASE_URL: 'mysql://localhost/parley' }, /variable DATABASE_URL has a wrong value/],
  [{ PUBLIC_URL: 'parley.example' }, /variable PUBLIC_URL has a wrong value/],
  [{ PARLEY_DEMO: 'maybe' }, /variable PARLEY_DEMO has a wrong value/],
  [{ SESSION_SECRET: 'short' }, /variable SESSION_SECRET has a wrong value: must have at least 32 characters/],
  [{ LIMITS: '{"connectionsPerUser": "many"}' }, /variable LIMITS.connectionsPerUser has a wrong value/],
  [{ LIMITS: '{"connectionsPerEverybody": 5}' }, /LIMITS has a name that is no limit: connectionsPerEverybody/],
  [{ LIMITS: 'lots' }, /variable LIMITS has a wrong value: must be a JSON object/],
  [{ DATABASE_URL: 'postgresql://localhost/parley' }, /With DATABASE_URL, set SESSION_SECRET too/],
]
test.each(wrongValues)('the environment %j stops the start with a sentence that names the variable', async (env, sentence) => {
  expect(await reasonNotToStart(env)).toMatch(sentence)
})

test('Node that is too old is refused before anything is installed', async () => {
  const older = 'data:text/javascript,Object.defineProperty(process, "versions", { value: { ...process.versions, node: "18.20.4" } })'
  expect(await reasonNotToStart({}, ['--import', older, 'scripts/ready.mjs', 'build'])).toMatch(/needs Node.js 20.19 or newer; this is 18.20.4. Install a newer/)
})

test('a data directory that cannot be written is named', async () => {
  const file = path.join(newFolder(), 'a-file')
  fs.writeFileSync(file, '')
  expect(await reasonNotToStart({ DATA_DIR: path.join(file, 'data') })).toMatch(/data directory .*a-file\/data cannot be written: .* set DATA_DIR/)
})

test('data of another major version of PostgreSQL is left alone', async () => {
  const folder = newFolder()
  const data = path.join(folder, 'data')
  fs.mkdirSync(data)
  fs.writeFileSync(path.join(data, 'PG_VERSION'), '17\n')
  expect(await reasonNotToStart({ DATA_DIR: folder })).toMatch(/is of PostgreSQL 17 and this program is PostgreSQL 18: .* set DATA_DIR/)
  expect(fs.readdirSync(data)).toEqual(['PG_VERSION'])
})

test('a database that cannot be reached is named without its password', async () => {
  const reason = await reasonNotToStart({ DATABASE_URL: 'postgresql://parley:hidden@127.0.0.1:1/parley', SESSION_SECRET: sessionSecret })
  expect(reason).toMatch(/database 127.0.0.1:1\/parley cannot be reached .*ECONNREFUSED.*check DATABASE_URL/)
  expect(reason).not.toContain('hidden')
})

// No old server can be installed here: a real one answers through a function that comes before PostgreSQL's own of that name.
async function databaseThatSays(setting: string, value: string) {
  const url = await freshDatabase()
  const client = new pg.Client(url)
  await client.connect()
  await client.query(`
    create schema pretended;
    create function pretended.current_setting(name text) returns text language sql as
      $$ select case name when '${setting}' then '${value}' else pg_catalog.current_setting(name) end $$;
    alter database ${new URL(url).pathname.slice(1)} set search_path = pretended, pg_catalog, public`)
  await client.end()
  return { DATABASE_URL: url, SESSION_SECRET: sessionSecret }
}

test('PostgreSQL older than 15 is refused', async () => {
  expect(await reasonNotToStart(await databaseThatSays('server_version', '14.13'))).toMatch(/The database is PostgreSQL 14.13; Parley needs PostgreSQL 15 or newer/)
})

test('a database that may lose what it confirmed is refused', async () => {
  expect(await reasonNotToStart(await databaseThatSays('fsync', 'off'))).toMatch(/runs with fsync = off.*turn it on/)
})

test('a port that is taken is named, with another to try', async () => {
  const other = net.createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const { port } = other.address() as net.AddressInfo
  const env = { DATABASE_URL: await freshDatabase(), SESSION_SECRET: sessionSecret, PORT: String(port), HOST: '127.0.0.1' }
  expect(await reasonNotToStart(env)).toBe(`Port ${port} is taken by another program: stop it, or choose another port, as in PORT=${port + 1} npm start.`)
  other.close()
})

import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { StartupError } from '#server/startupError.ts'
import type { AppRole } from './appRole.ts'
import { type Binaries, findBinaries, runAs } from './binaries.ts'
import { clearStale, runningPostmaster } from './postmaster.ts'

/** A PostgreSQL of our own in a folder: real binaries, loopback only, random port, a password nobody types. */
export interface Embedded {
  readonly port: number
  /** True when it was already running: it outlived a kill -9 of the app and was taken over. */
  readonly adopted: boolean
  /** The role that the application works as; whoever starts it for the first time makes it. */
  readonly appRole: AppRole
  /** As the owner, or as this role. */
  url(database: string, role?: AppRole): string
  stop(): void
}

export async function startEmbedded(folder: string): Promise<Embedded> {
  makeFolder(folder)
  const binaries = findBinaries()
  const data = path.join(folder, 'data')
  const run = runner(folder)
  if (!fs.existsSync(path.join(data, 'PG_VERSION'))) initialise(folder, data, binaries, run)
  checkVersion(data, binaries.major)
  const left = await leftRunning(data)
  const { port } = left ?? await boot(folder, data, binaries, run)
  const { user, password, appPassword } = passwordsIn(folder)
  const owner = { name: user, password }
  return {
    port, adopted: left !== null, appRole: { name: 'parley_app', password: appPassword },
    url: (database, role = owner) => `postgresql://${role.name}:${encodeURIComponent(role.password)}@127.0.0.1:${port}/${database}`,
    stop: () => stop(data, binaries, run),
  }
}

// One that was left in the middle of its start is waited for: it refuses connections until it is ready.
async function leftRunning(data: string) {
  for (let waited = 0; waited < 60_000; waited += 100) {
    const left = runningPostmaster(data)
    if (!left || left.ready) return left
    await wait(100)
  }
  throw new StartupError(`The PostgreSQL that still runs in ${data} does not become ready: stop it, then start again.`)
}

interface Passwords { readonly user: string; readonly password: string; readonly appPassword: string }

// A cluster of the time when the application was its owner gets a password for the other role.
function passwordsIn(folder: string): Passwords {
  const file = path.join(folder, 'postgres.json')
  const kept = JSON.parse(fs.readFileSync(file, 'utf8')) as Omit<Passwords, 'appPassword'> & Partial<Passwords>
  if (kept.appPassword !== undefined) return { ...kept, appPassword: kept.appPassword }
  const passwords = { ...kept, appPassword: randomBytes(24).toString('base64url') }
  fs.writeFileSync(`${file}.new`, JSON.stringify(passwords), { mode: 0o600 })
  fs.renameSync(`${file}.new`, file)
  return passwords
}

interface Runner { own(file: string): void; call(program: string, args: readonly string[]): void }

function runner(folder: string): Runner {
  const { prefix, ids } = runAs(path.dirname(folder))
  const own = (file: string) => { if (ids.uid !== undefined && ids.gid !== undefined) fs.chownSync(file, ids.uid, ids.gid) }
  own(folder)
  return {
    own,
    call(program, args) {
      const [command = program, ...words] = [...prefix, program, ...args]
      const done = spawnSync(command, words, { ...ids, cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], env: { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' } })
      if (done.status !== 0) throw new StartupError(`PostgreSQL (${path.basename(program)}) failed: ${(done.error?.message ?? (done.stderr || done.stdout)).trim()} More is in ${path.join(folder, 'postgres.log')}.`)
    },
  }
}

function makeFolder(folder: string) {
  try {
    fs.mkdirSync(folder, { recursive: true })
    fs.accessSync(folder, fs.constants.W_OK)
  } catch (cause) {
    throw new StartupError(`The data directory ${folder} cannot be written: give this user the right to, or set DATA_DIR to another folder.`, { cause })
  }
}

// Only a complete cluster gets the name `data`: a first start that was cut off leaves nothing in the way.
function initialise(folder: string, data: string, { initdb }: Binaries, run: Runner) {
  fs.rmSync(data, { recursive: true, force: true })
  const fresh = `${data}.new`
  fs.rmSync(fresh, { recursive: true, force: true })
  const password = randomBytes(24).toString('base64url')
  const passwordFile = path.join(folder, '.password')
  fs.writeFileSync(passwordFile, password, { mode: 0o600 })
  run.own(passwordFile)
  try {
    run.call(initdb, ['-D', fresh, '-U', 'parley', '--pwfile', passwordFile, '-A', 'scram-sha-256', '-E', 'UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', '--no-instructions', '--no-sync'])
  } finally {
    fs.rmSync(passwordFile, { force: true })
  }
  fs.writeFileSync(path.join(folder, 'postgres.json'), JSON.stringify({ user: 'parley', password }), { mode: 0o600 })
  fs.renameSync(fresh, data)
}

function checkVersion(data: string, program: string) {
  const kept = fs.readFileSync(path.join(data, 'PG_VERSION'), 'utf8').trim()
  if (kept === program) return
  throw new StartupError(`The data in ${data} is of PostgreSQL ${kept} and this program is PostgreSQL ${program}: back it up with the Parley version that wrote it, or set DATA_DIR to a new folder.`)
}

async function boot(folder: string, data: string, { pgCtl }: Binaries, run: Runner) {
  await clearStale(data)
  const port = await freePort()
  run.call(pgCtl, ['start', '-w', '-t', '60', '-D', data, '-l', path.join(folder, 'postgres.log'), '-o', `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c shared_buffers=64MB -c max_connections=200`])
  return { port }
}

// What was committed is safe in either mode; `immediate` only makes the next start recover. Together within the 10 s that R13 gives.
function stop(data: string, { pgCtl }: Binaries, run: Runner) {
  try {
    run.call(pgCtl, ['stop', '-D', data, '-m', 'fast', '-w', '-t', '2'])
  } catch {
    stopAtOnce(data, pgCtl, run)
  }
}

function stopAtOnce(data: string, pgCtl: string, run: Runner) {
  if (!runningPostmaster(data)) return
  try {
    run.call(pgCtl, ['stop', '-D', data, '-m', 'immediate', '-w', '-t', '2'])
  } catch (error) {
    // It may have ended by the first request just before the second one.
    if (runningPostmaster(data)) throw error
  }
}

const freePort = () => new Promise<number>((resolve, reject) => {
  const probe = net.createServer().once('error', reject).listen(0, '127.0.0.1', () => {
    const { port } = probe.address() as net.AddressInfo
    probe.close(() => resolve(port))
  })
})

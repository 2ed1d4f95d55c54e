import fs from 'node:fs'
import path from 'node:path'
import { build, type Plugin } from 'esbuild'

/** One rule of the server, broken: where, and the exact source text that becomes another. */
export interface Change { readonly file: string; readonly find: string; readonly replace: string }

const root = path.resolve('.')
const folder = path.resolve('.test', 'mutants')

const ownImports: Plugin = {
  name: 'own-imports',
  setup(within) { within.onResolve({ filter: /^#/ }, ({ path: name }) => ({ path: path.join(root, name.slice(1)) })) },
}

/** Replaces in the source as it is bundled; nothing on the disk changes. Refuses a text that is not there exactly once: the code has moved on. */
const changing = (changes: readonly Change[]): Plugin => ({
  name: 'changing',
  setup(within) {
    for (const file of new Set(changes.map((change) => change.file))) {
      within.onLoad({ filter: new RegExp(`${file.replaceAll(/[/.]/g, '\\$&')}$`) }, () => {
        const contents = changes.filter((change) => change.file === file).reduce((source, { find, replace }) => {
          const parts = source.split(find)
          if (parts.length !== 2) throw new Error(`${file} has “${find}” ${parts.length - 1} times, not once`)
          return parts.join(replace)
        }, fs.readFileSync(path.join(root, file), 'utf8'))
        return { contents, loader: 'ts' }
      })
    }
  },
})

/** Bundles the server and the scenarios with these changes; gives the file to run. */
export async function buildTrial(name: string, changes: readonly Change[]): Promise<string> {
  const outfile = path.join(folder, `${name}.mjs`)
  await build({
    entryPoints: ['tests/mutants/trial.ts'], outfile, bundle: true, platform: 'node', target: 'node20', format: 'esm',
    packages: 'external', plugins: [changing(changes), ownImports], logLevel: 'silent',
  })
  return outfile
}

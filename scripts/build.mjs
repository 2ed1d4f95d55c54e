// Builds the client (vite) and the server (one bundle an entry; packages stay outside, our own `#…` imports go in).
import fs from 'node:fs'
import { build as bundle } from 'esbuild'
import { build as buildClient } from 'vite'

fs.rmSync('dist', { recursive: true, force: true })
await buildClient({ logLevel: 'warn' })

const ownImports = {
  name: 'own-imports',
  setup(build) {
    build.onResolve({ filter: /^#/ }, ({ path }) => ({ path: `${process.cwd()}/${path.slice(1)}` }))
  },
}
await bundle({
  entryPoints: { main: 'server/main.ts', cli: 'server/cli/main.ts' },
  outdir: 'dist/server', bundle: true, splitting: true, platform: 'node', target: 'node20', format: 'esm',
  packages: 'external', plugins: [ownImports], sourcemap: true, logLevel: 'warning',
})

// Builds the client (vite) and the server (one bundle an entry; packages stay outside, our own `#…` imports go in).
import fs from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import zlib from 'node:zlib'
import { build as bundle } from 'esbuild'
import { build as buildClient } from 'vite'

fs.rmSync('dist', { recursive: true, force: true })
await buildClient({ logLevel: 'warn' })

// Compressed once, here, and as well as it goes; fonts are compressed already.
const [brotli, gzip] = [promisify(zlib.brotliCompress), promisify(zlib.gzip)]
const files = fs.readdirSync('dist/client', { recursive: true }).filter((file) => /\.(js|css|json|svg)$/.test(file))
await Promise.all(files.map(async (file) => {
  const name = path.join('dist/client', file)
  const bytes = fs.readFileSync(name)
  fs.writeFileSync(`${name}.br`, await brotli(bytes))
  fs.writeFileSync(`${name}.gz`, await gzip(bytes, { level: 9 }))
}))

const ownImports = {
  name: 'own-imports',
  setup(build) {
    build.onResolve({ filter: /^#/ }, ({ path }) => ({ path: `${process.cwd()}/${path.slice(1)}` }))
  },
}
await bundle({
  entryPoints: { main: 'server/main.ts', cli: 'server/cli/main.ts', sideThreadMain: 'server/texts/sideThreadMain.ts' },
  outdir: 'dist/server', bundle: true, splitting: true, platform: 'node', target: 'node20', format: 'esm',
  packages: 'external', plugins: [ownImports], sourcemap: true, logLevel: 'warning',
})
// The verifier as one file that needs nothing but Node: whoever doubts a record can carry it elsewhere.
await bundle({
  entryPoints: { verify: 'scripts/verify.ts' }, outdir: 'dist', outExtension: { '.js': '.mjs' }, bundle: true, platform: 'node', target: 'node20', format: 'esm',
  plugins: [ownImports], logLevel: 'warning',
})

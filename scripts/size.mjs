// Prints what a browser fetches before each page is usable: gzip size of scripts by the build's own manifest, against the limits.
import fs from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'

const limits = { shell: 160, draft: 260 }
const folder = 'dist/client'
const manifest = JSON.parse(fs.readFileSync(path.join(folder, '.vite/manifest.json'), 'utf8'))

/** A chunk with everything it imports statically. */
function chunksOf(key, seen = new Set()) {
  if (!key || seen.has(key)) return seen
  seen.add(key)
  for (const imported of manifest[key].imports ?? []) chunksOf(imported, seen)
  return seen
}

const kilobytes = (keys) => [...keys].map((key) => manifest[key].file).filter((file) => file.endsWith('.js'))
  .reduce((sum, file) => sum + gzipSync(fs.readFileSync(path.join(folder, file)), { level: 9 }).length, 0) / 1000

const entry = Object.keys(manifest).find((key) => manifest[key].isEntry)
const union = (...keys) => keys.reduce((all, key) => chunksOf(key, all), new Set())
const pages = Object.keys(manifest).filter((key) => /Page\.tsx$/.test(key)).sort()
const editor = Object.keys(manifest).filter((key) => /^editor\/.*(Editor|editor)/.test(key))

let over = false
const print = (name, keys, limit) => {
  const size = kilobytes(keys)
  over ||= size > limit
  console.log(`${name.padEnd(48)} ${size.toFixed(1).padStart(7)} kB gzip (at most ${limit})`)
}
const draft = pages.find((page) => page.endsWith('/DraftPage.tsx'))
for (const page of pages) if (page !== draft) print(page, union(entry, page), limits.shell)
if (draft) print('draft page with its editor', union(entry, draft, ...editor), limits.draft)
for (const file of fs.readdirSync(path.join(folder, 'assets')).filter((name) => name.endsWith('.json'))) {
  console.log(`${`words, as data: ${file.slice(0, 2)}`.padEnd(48)} ${(gzipSync(fs.readFileSync(path.join(folder, 'assets', file)), { level: 9 }).length / 1000).toFixed(1).padStart(7)} kB gzip`)
}
if (over) process.exit(1)

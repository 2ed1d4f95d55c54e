import fs from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { z } from 'zod'

const folder = 'dist/client'
const manifestShape = z.record(z.string(), z.object({
  file: z.string(), isEntry: z.boolean().default(false), imports: z.array(z.string()).default([]), dynamicImports: z.array(z.string()).default([]), css: z.array(z.string()).default([]),
}))

/** The most that the scripts of a page may weigh, in kB of gzip. A sponsor can read the amendment before its editor comes. */
const limits = { page: 160, editor: 260, branch: 280 }

export interface PageSize { readonly name: string; readonly scripts: number; readonly styles: number; readonly limit: number }

/** What a browser fetches before each page can be used, by the manifest of the build in `dist`. */
export function builtPages() {
  const manifest = manifestShape.parse(JSON.parse(fs.readFileSync(path.join(folder, '.vite/manifest.json'), 'utf8')))
  const pieceOf = (key: string) => {
    const piece = manifest[key]
    if (!piece) throw new Error(`The build has no ${key}`)
    return piece
  }
  const read = (file: string) => fs.readFileSync(path.join(folder, file))
  const kilobytes = (files: Iterable<string>) => [...files].reduce((sum, file) => sum + gzipSync(read(file), { level: 9 }).length, 0) / 1000
  const entries = Object.keys(manifest).filter((key) => pieceOf(key).isEntry)

  /** The pieces that come with these, each with everything that it imports statically. */
  function piecesOf(keys: readonly string[], seen = new Set<string>()) {
    for (const key of keys) if (!seen.has(key)) piecesOf(pieceOf(key).imports, seen.add(key))
    return [...seen].map(pieceOf)
  }
  const size = (name: string, keys: readonly string[], limit: number): PageSize => {
    const pieces = piecesOf([...entries, ...keys])
    return { name, scripts: kilobytes(new Set(pieces.map(({ file }) => file))), styles: kilobytes(new Set(pieces.flatMap(({ css }) => css))), limit }
  }
  const [draft, amendment, editor] = ['app/draft/DraftPage.tsx', 'app/amendments/AmendmentPage.tsx', 'editor/ClauseEditor.tsx'] as const
  const pages = Object.keys(manifest).filter((key) => /(Page|Route)\.tsx$/.test(key)).sort()
  return {
    sizes: [
      ...pages.filter((page) => page !== draft).map((page) => size(page, [page], limits.page)),
      size('draft page with its editor', [draft, editor], limits.editor),
      size('amendment page with its editor, for sponsors', [amendment, 'app/amendments/Branch.tsx', editor], limits.branch),
    ] as const,
    pages,
    /** What a page may fetch later. */
    laterOf: (key: string) => [...new Set(piecesOf([key]).flatMap(({ dynamicImports }) => dynamicImports))],
    /** Whether these pieces bring some words with them. */
    brings: (keys: readonly string[], words: string) => piecesOf(keys).some(({ file }) => file.endsWith('.js') && read(file).includes(words)),
    words: fs.readdirSync(path.join(folder, 'assets')).filter((name) => name.endsWith('.json')).map((name) => ({ name: name.slice(0, 2), size: kilobytes([path.join('assets', name)]) })),
  }
}

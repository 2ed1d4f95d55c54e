import fs from 'node:fs'
import type http from 'node:http'
import path from 'node:path'
import type { Express } from 'express'
import sirv from 'sirv'
import { z } from 'zod'

/** Serves the built client, compressed when it was built: hashed assets for ever, the page itself never from a cache. */
export function serveBuilt(app: Express, folder: string) {
  const page = fs.readFileSync(path.join(folder, 'index.html'), 'utf8')
  const [draft, reading] = ['app/draft/DraftPage.tsx', 'app/draft/read/ReadPage.tsx'].map((script) => piecesOf(folder, script).filter((file) => !page.includes(file)).map(pieceAhead))
  /** What a page asks for in any case (`client/app/routes.tsx`): told with the page itself, it is on its way before the scripts are here. */
  const askedFor = (address: string) => {
    const [, draftId, isReading] = /^\/drafts\/([\da-f-]{36})(\/read)?\/?$/.exec(address) ?? []
    return [answerAhead('/api/me'), ...(draftId ? [answerAhead(`/api/drafts/${draftId}`), ...(isReading ? reading : draft) ?? []] : [])]
  }
  const compressed = { brotli: true, gzip: true }
  app.use('/assets', sirv(path.join(folder, 'assets'), { ...compressed, immutable: true, maxAge: 31_536_000, onNoMatch: (_request, response) => void response.writeHead(404).end() }))
  app.use(sirv(folder, { ...compressed, extensions: [], etag: true }))
  app.get('/{*any}', (request, response) => void response.set({ 'Cache-Control': 'no-cache', Link: askedFor(request.path).join(', ') }).type('html').send(page))
}

const answerAhead = (address: string) => `<${address}>; rel=preload; as=fetch; crossorigin`
const pieceAhead = (file: string) => `</${file}>; ${file.endsWith('.css') ? 'rel=preload; as=style' : 'rel=modulepreload'}; crossorigin`

const manifestShape = z.record(z.string(), z.object({ file: z.string(), imports: z.array(z.string()).default([]), css: z.array(z.string()).default([]) }))

/** The files that the script of a page is in, with all that it imports at once, by the manifest of the build. */
function piecesOf(folder: string, script: string): string[] {
  const manifest = manifestShape.parse(JSON.parse(fs.readFileSync(path.join(folder, '.vite/manifest.json'), 'utf8')))
  const seen = new Set<string>()
  const visit = (key: string) => {
    if (seen.has(key)) return
    seen.add(key)
    for (const next of manifest[key]?.imports ?? []) visit(next)
  }
  visit(script)
  return [...seen].flatMap((key) => [manifest[key]?.file ?? [], manifest[key]?.css ?? []].flat())
}

/** Serves the client from its sources with hot reload, on the same port. For development only. */
export async function serveSources(app: Express, server: http.Server, root: string) {
  const { createServer } = await import('vite')
  const vite = await createServer({ configFile: path.join(root, 'vite.config.ts'), appType: 'spa', server: { middlewareMode: { server }, hmr: { server } } })
  app.use(vite.middlewares)
  return () => vite.close()
}

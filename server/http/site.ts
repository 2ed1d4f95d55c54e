import fs from 'node:fs'
import type http from 'node:http'
import path from 'node:path'
import type { Express } from 'express'
import sirv from 'sirv'

/** Serves the built client, compressed when it was built: hashed assets for ever, the page itself never from a cache. */
export function serveBuilt(app: Express, folder: string) {
  const page = fs.readFileSync(path.join(folder, 'index.html'))
  const compressed = { brotli: true, gzip: true }
  app.use('/assets', sirv(path.join(folder, 'assets'), { ...compressed, immutable: true, maxAge: 31_536_000, onNoMatch: (_request, response) => void response.writeHead(404).end() }))
  app.use(sirv(folder, { ...compressed, extensions: [], etag: true }))
  app.get('/{*any}', (request, response) => void response.set({ 'Cache-Control': 'no-cache', Link: askedFor(request.path).map((address) => `<${address}>; rel=preload; as=fetch; crossorigin`).join(', ') }).type('html').send(page))
}

/** What a page asks for in any case (`client/app/routes.tsx`): told with the page itself, it is on its way before the scripts are here. */
function askedFor(address: string): string[] {
  const [, draftId] = /^\/drafts\/([\da-f-]{36})(?:\/read)?\/?$/.exec(address) ?? []
  return ['/api/me', ...(draftId ? [`/api/drafts/${draftId}`] : [])]
}

/** Serves the client from its sources with hot reload, on the same port. For development only. */
export async function serveSources(app: Express, server: http.Server, root: string) {
  const { createServer } = await import('vite')
  const vite = await createServer({ configFile: path.join(root, 'vite.config.ts'), appType: 'spa', server: { middlewareMode: { server }, hmr: { server } } })
  app.use(vite.middlewares)
  return () => vite.close()
}

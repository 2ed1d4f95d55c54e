import fs from 'node:fs'
import type http from 'node:http'
import path from 'node:path'
import express, { type Express } from 'express'

/** Serves the built client: hashed assets for ever, the page itself never from a cache. */
export function serveBuilt(app: Express, folder: string) {
  const page = fs.readFileSync(path.join(folder, 'index.html'))
  app.use('/assets', express.static(path.join(folder, 'assets'), { immutable: true, maxAge: '1y', index: false, fallthrough: false }))
  app.use(express.static(folder, { index: false, maxAge: 0 }))
  app.get('/{*any}', (_request, response) => void response.set('Cache-Control', 'no-cache').type('html').send(page))
}

/** Serves the client from its sources with hot reload, on the same port. For development only. */
export async function serveSources(app: Express, server: http.Server, root: string) {
  const { createServer } = await import('vite')
  const vite = await createServer({ configFile: path.join(root, 'vite.config.ts'), appType: 'spa', server: { middlewareMode: { server }, hmr: { server } } })
  app.use(vite.middlewares)
  return () => vite.close()
}

import type { Router } from 'express'
import type pg from 'pg'
import { collectDefaultMetrics, register } from 'prom-client'
import { healthView } from '#domain/contract/system.ts'
import type { AnyEndpoint } from './endpoint.ts'
import { docsPage } from './docs.ts'
import { openApi } from './openapi.ts'
import { version } from './version.ts'

/** Health, and the API describing itself. */
export function mountSystem(api: Router, { endpoints, pool }: { endpoints: readonly AnyEndpoint[]; pool: pg.Pool }) {
  const document = openApi(endpoints, version)
  const page = docsPage(endpoints)

  api.get('/health', async (_request, response) => {
    try {
      await pool.query('select 1')
      response.json(healthView.parse({ status: 'ok', version }))
    } catch {
      response.status(503).json(healthView.parse({ status: 'unavailable', version, reason: 'The database does not answer' }))
    }
  })
  api.get('/openapi.json', (_request, response) => { response.json(document) })
  api.get('/docs', (_request, response) => { response.type('html').send(page) })
}

// Of the process itself: memory, open files, how late the event loop is.
collectDefaultMetrics()

export const metricsText = () => register.metrics()

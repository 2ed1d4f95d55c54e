import { z } from 'zod'
import { errorView } from '#domain/contract/system.ts'
import type { AnyEndpoint } from './endpoint.ts'

const schemaOf = (shape: z.ZodType, io: 'input' | 'output') => {
  const { $schema: _dropped, ...schema } = z.toJSONSchema(shape, { io, unrepresentable: 'any' }) as Record<string, unknown>
  return schema
}

const parametersOf = (shape: z.ZodType | undefined, where: 'path' | 'query') => {
  if (!shape) return []
  const { properties = {}, required = [] } = schemaOf(shape, 'input') as { properties?: Record<string, unknown>; required?: string[] }
  return Object.entries(properties).map(([name, schema]) => ({ name, in: where, required: required.includes(name), schema }))
}

const key = { name: 'Idempotency-Key', in: 'header', required: false, schema: { type: 'string', maxLength: 200 }, description: 'Sent again under the same key, the request is done once; with another body it is refused' }

const json = (schema: unknown) => ({ 'application/json': { schema } })

function operationOf(endpoint: AnyEndpoint) {
  const right = endpoint.capability ? `Needs \`${endpoint.capability}\` by the charter of the workspace.` : endpoint.who === 'anyone' ? 'Open to anyone.' : 'Needs a session.'
  return {
    summary: endpoint.summary,
    description: endpoint.perMinute ? `${right} Asked too often within a minute, it is refused: \`tooMany\`.` : right,
    ...(endpoint.capability && { 'x-capability': endpoint.capability }),
    parameters: [...parametersOf(endpoint.params, 'path'), ...parametersOf(endpoint.query, 'query'), ...(endpoint.keyed ? [key] : [])],
    ...(endpoint.input && { requestBody: { required: true, content: json(schemaOf(endpoint.input, 'input')) } }),
    responses: {
      [endpoint.created ? '201' : '200']: { description: endpoint.download ? 'A file, written as it is read' : 'Done', content: json(schemaOf(endpoint.output, 'output')) },
      default: { description: 'Refused: `error.code` says why', content: json({ $ref: '#/components/schemas/Error' }) },
    },
    tags: [endpoint.path.split('/').findLast((part) => part !== '' && !part.startsWith(':')) ?? 'system'],
  }
}

/** The OpenAPI 3.1 document of the endpoints, made from the very contracts that parse the requests. */
export function openApi(endpoints: readonly AnyEndpoint[], version: string) {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const endpoint of endpoints) {
    const path = `/api${endpoint.path.replace(/:(\w+)/g, '{$1}')}`
    paths[path] = { ...paths[path], [endpoint.method]: operationOf(endpoint) }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Parley', version, description: 'Draft policy together: texts, comments, proposals, ballots, the record.', license: { name: 'MIT' } },
    components: {
      schemas: { Error: schemaOf(errorView, 'output') },
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'parley.session' } },
    },
    security: [{ session: [] }],
    paths,
  }
}

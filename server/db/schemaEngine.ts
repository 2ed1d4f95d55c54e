import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum, type SqlMigrationAwareDriverAdapterFactory, type SqlQueryable } from '@prisma/driver-adapter-utils'
import * as engine from '@prisma/schema-engine-wasm/schema_engine_bg'
import pg from 'pg'

/** Prisma's own schema engine, compiled to WebAssembly: migrations without a downloaded binary. */
export type SchemaEngine = Awaited<ReturnType<typeof engine.SchemaEngine.new>>
export interface SchemaFile { readonly path: string; readonly content: string }

const shared = globalThis as { parleySchemaEngine?: Promise<void>; PRISMA_WASM_PANIC_REGISTRY?: { set_message(message: string): void } }
// The engine calls this global when it panics; without it a panic shows as a TypeError.
shared.PRISMA_WASM_PANIC_REGISTRY ??= { set_message: (message) => console.error('schema engine panic:', message) }

// The package expects a bundler, so it is instantiated by hand; once a process, because its glue keeps state.
async function load() {
  const glue = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg')
  const bytes = fs.readFileSync(path.join(path.dirname(glue), 'schema_engine_bg.wasm'))
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': engine as unknown as WebAssembly.ModuleImports })
  engine.__wbg_set_wasm(instance.exports)
  ;(instance.exports as { __wbindgen_start(): void }).__wbindgen_start()
}

/** Runs `work` with the engine connected to `url`. The pool is its own and ended at once: an idle one would hold the engine's lock for 10 s. */
export async function withSchemaEngine<T>(url: string, schema: readonly SchemaFile[], work: (schemaEngine: SchemaEngine) => Promise<T>): Promise<T> {
  shared.parleySchemaEngine ??= load()
  await shared.parleySchemaEngine
  const pool = new pg.Pool({ connectionString: url, max: 2 })
  pool.on('error', () => undefined)
  try {
    const bound = bindMigrationAwareSqlAdapterFactory(withCharColumns(new PrismaPg(pool)))
    return await work(await engine.SchemaEngine.new({ datamodels: schema.map((file) => [file.path, file.content]) }, () => undefined, bound))
  } finally {
    await pool.end()
  }
}

const charOid = 18
const textOid = 25

// adapter-pg 7.10.0 refuses the catalogue type "char" (oid 18), which the engine's own catalogue queries return.
function withCharColumns(factory: SqlMigrationAwareDriverAdapterFactory): SqlMigrationAwareDriverAdapterFactory {
  const connect = factory.connect.bind(factory)
  factory.connect = async () => {
    const adapter = readingChars(await connect())
    const begin = adapter.startTransaction.bind(adapter)
    adapter.startTransaction = async (level) => readingChars(await begin(level))
    return adapter
  }
  return factory
}

interface Answer { fields: { dataTypeID: number }[]; rows: unknown[] & { chars?: boolean[] } }

function readingChars<Q extends SqlQueryable>(queryable: Q): Q {
  const inner = queryable as Q & { performIO(query: unknown): Promise<Answer> }
  const performIO = inner.performIO.bind(inner)
  const queryRaw = inner.queryRaw.bind(inner)
  let chars: boolean[] = []
  inner.performIO = async (query) => {
    const answer = await performIO(query)
    chars = answer.fields.map((field) => field.dataTypeID === charOid)
    answer.fields.forEach((field, index) => { if (chars[index]) field.dataTypeID = textOid })
    return answer
  }
  inner.queryRaw = async (query) => {
    const result = await queryRaw(query)
    chars.forEach((isChar, index) => { if (isChar) result.columnTypes[index] = ColumnTypeEnum.Character })
    return result
  }
  return queryable
}

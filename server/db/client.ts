import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { PrismaClient } from './generated/client.ts'

/** One pool for everything: Prisma, raw SQL of the hot paths, jobs. */
export interface Db { readonly pool: pg.Pool; readonly prisma: PrismaClient; close(): Promise<void> }

export function openDb(databaseUrl: string, onError: (error: Error) => void): Db {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 20 })
  // Without listeners a connection that PostgreSQL drops ends the process.
  pool.on('error', onError)
  pool.on('connect', (client) => client.on('error', onError))
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) })
  return {
    pool, prisma,
    close: async () => { await prisma.$disconnect(); await pool.end() },
  }
}

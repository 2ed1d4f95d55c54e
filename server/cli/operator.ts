import type { OperatorPermit } from '#server/authorize/operator.ts'
import { operatorPermit } from '#server/authorize/operator.ts'
import { openDb } from '#server/db/client.ts'
import type { Context } from '#server/db/context.ts'
import { makeUnitOfWork } from '#server/db/unitOfWork.ts'
import * as accounts from '#server/features/accounts/accounts.service.ts'
import { keep } from '#server/keep.ts'
import { StartupError } from '#server/startupError.ts'
import { makeTexts } from '#server/texts/texts.ts'
import type { Given } from './command.ts'

/**
 * Does one act as the operator, in one transaction and recorded; `by` is the mail address of the person in whose name. The outbox
 * tells a server that runs meanwhile.
 */
export async function asOperator<T>({ env, databaseUrl, log }: Given, by: string | undefined, act: (permit: OperatorPermit, context: Context) => Promise<T>): Promise<T> {
  const db = openDb(databaseUrl, (error) => log.warn({ err: error }, 'a database connection was lost'))
  const parts = { pool: db.pool, databaseUrl, limits: env.limits, log }
  const texts = makeTexts(parts)
  const unitOfWork = makeUnitOfWork({ db, texts, demo: env.demo, keep, deliver: () => Promise.resolve() })
  try {
    const person = by === undefined ? null : await accounts.byEmail(db.prisma, by)
    if (by !== undefined && !person) throw new StartupError(`Nobody here has the mail address ${by}.`)
    return await unitOfWork(person?.id ?? null, (context) => act(operatorPermit(person?.id ?? null), context))
  } finally {
    await texts.close()
    await db.close()
  }
}

import type { Tx } from '#server/db/context.ts'

export interface Session { readonly userId: string; readonly sessionId: string; readonly name: string; readonly expiresAt: Date }

/** The session with this token, ended or not, and whose it is: in one query, for every request begins with it. */
export async function sessionByToken(tx: Tx, token: string): Promise<Session | null> {
  const [row] = await tx.$queryRaw<Session[]>`
    select s.id as "sessionId", s."userId", s."expiresAt", u.name from session s join "user" u on u.id = s."userId" where s.token = ${token}`
  return row ?? null
}

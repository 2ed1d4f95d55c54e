import type pg from 'pg'

export interface Session { readonly userId: string; readonly sessionId: string; readonly name: string; readonly expiresAt: Date }

/** The sessions with these tokens, ended or not, and whose they are, by token: every request begins with one. */
export async function sessionsByToken(pool: pg.Pool, tokens: readonly string[]): Promise<Map<string, Session>> {
  const { rows } = await pool.query<Session & { token: string }>({ name: 'sessions-by-token', values: [tokens], text: `
    select s.token, s.id as "sessionId", s."userId", s."expiresAt", u.name from session s join "user" u on u.id = s."userId" where s.token = any($1::text[])` })
  return new Map(rows.map(({ token, ...session }) => [token, session]))
}

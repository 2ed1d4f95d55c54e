import { createHmac } from 'node:crypto'

type Sql = (text: string, values: readonly unknown[]) => Promise<unknown>
export interface OneOfMany { readonly userId: string; readonly cookie: string }

/** So many people with a role in a workspace, each signed in: written into the database at once, as nobody could sign up so many. */
export async function crowdIn(sql: Sql, { workspaceId, role, people, secret }: { workspaceId: string; role: string; people: number; secret: string }): Promise<OneOfMany[]> {
  const all = [people]
  await sql(`insert into "user" (id, name, email, "updatedAt") select 'crowd-' || n, 'Elector ' || n, 'elector-' || n || '@crowd.test', now() from generate_series(1, $1::int) n`, all)
  await sql(`insert into session (id, token, "userId", "expiresAt", "updatedAt") select 'crowd-' || n, 'token-of-crowd-' || n, 'crowd-' || n, now() + interval '14 days', now() from generate_series(1, $1::int) n`, all)
  await sql(`insert into member (id, "workspaceId", "userId", role, functions, "joinedAt") select gen_random_uuid(), $2::uuid, 'crowd-' || n, $3, '{}', now() from generate_series(1, $1::int) n`, [people, workspaceId, role])
  return Array.from({ length: people }, (_, index) => {
    const token = `token-of-crowd-${index + 1}`
    const signature = createHmac('sha256', secret).update(token).digest('base64')
    return { userId: `crowd-${index + 1}`, cookie: `parley.session=${encodeURIComponent(`${token}.${signature}`)}` }
  })
}

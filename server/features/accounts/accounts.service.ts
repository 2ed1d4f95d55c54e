import type { ChangeMe } from '#domain/contract/accounts.ts'
import { Refusal } from '#domain/errors.ts'
import type { SignedIn } from '#server/authorize/authorize.ts'
import type { Context, Tx } from '#server/db/context.ts'
import * as accounts from './accounts.repository.ts'

/** Who is asking, and where they belong; nobody when not signed in. */
export async function me(context: Context, userId: string | null) {
  if (userId === null) return { user: null, memberships: [] }
  return { user: await accounts.userById(context.tx, userId), memberships: await accounts.membershipsOf(context.tx, userId) }
}

export async function change(who: SignedIn, context: Context, { locale, name }: ChangeMe): Promise<void> {
  await accounts.change(context.tx, who.userId, { ...(locale && { locale }), ...(name && { name }) })
}

export async function personas(context: Context, demo: boolean) {
  if (!demo) throw new Refusal('notFound', 'This is not a demo')
  return accounts.personas(context.tx)
}

export const insertPersona = (tx: Tx, persona: Parameters<typeof accounts.insertPersona>[1]) => accounts.insertPersona(tx, persona)

/** Who has this mail address: mail addresses are kept in small letters. */
export const byEmail = (tx: Tx, email: string) => accounts.userByEmail(tx, email.toLowerCase())

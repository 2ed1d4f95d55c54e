import type { ChangeMe, EraseMe } from '#domain/contract/accounts.ts'
import { Refusal } from '#domain/errors.ts'
import type { SignedIn } from '#server/authorize/authorize.ts'
import type { Context, Tx } from '#server/db/context.ts'
import * as leaving from '#server/features/stakeholders/leaving.service.ts'
import * as accounts from './accounts.repository.ts'

/** Who is asking, and where they belong; nobody when not signed in. */
export async function me(context: Context, userId: string | null) {
  if (userId === null) return { user: null, memberships: [] }
  return { user: await accounts.userById(context.tx, userId), memberships: await accounts.membershipsOf(context.tx, userId) }
}

export async function change(who: SignedIn, context: Context, { locale, name }: ChangeMe): Promise<void> {
  await accounts.change(context.tx, who.userId, { ...(locale && { locale }), ...(name && { name }) })
}

/**
 * Erases an account at the wish of whose it is (GDPR, Article 17): name, address and ways in go, memberships and sessions end, and with them
 * open invitations and proxies that were not used. What somebody
 * did stays under an id that says nothing any more: words, comments, ballots and acts, so that no vote is counted otherwise and the record
 * is whole (Article 17(3)). Refuses a person of the demo, another address, and who is the last facilitator of a workspace.
 */
export async function erase({ userId }: SignedIn, context: Context, { email }: EraseMe): Promise<void> {
  await accounts.lock(context.tx, userId)
  const user = await accounts.userById(context.tx, userId)
  if (!user) throw new Refusal('notFound', 'There is no such account')
  if (user.persona !== null) throw new Refusal('conflict', 'The people of the demo are everybody\'s', { because: 'demoPerson' })
  if (user.email !== email.toLowerCase()) throw new Refusal('invalid', 'This is not the address of the account', { because: 'otherAddress' })
  await leaving.forget(context, userId)
  for (const sessionId of await accounts.erase(context.tx, userId, user.email)) context.record({ name: 'session.ended', workspaceId: '', ids: { sessionId, userId } })
}

export async function personas(context: Context, demo: boolean) {
  if (!demo) throw new Refusal('notFound', 'This is not a demo')
  return accounts.personas(context.tx)
}

export const insertPersona = (tx: Tx, persona: Parameters<typeof accounts.insertPersona>[1]) => accounts.insertPersona(tx, persona)

/** Who has this mail address: mail addresses are kept in small letters. */
export const byEmail = (tx: Tx, email: string) => accounts.userByEmail(tx, email.toLowerCase())

import { randomUUID } from 'node:crypto'
import type { Tx } from '#server/db/context.ts'

export async function userById(tx: Tx, id: string) {
  return tx.user.findUnique({ where: { id }, select: { id: true, name: true, email: true, locale: true, persona: true } })
}

export async function membershipsOf(tx: Tx, userId: string) {
  return tx.member.findMany({ where: { userId, leftAt: null }, include: { workspace: { select: { name: true } } }, orderBy: { joinedAt: 'asc' } })
}

export async function change(tx: Tx, id: string, change: { locale?: string; name?: string }) {
  await tx.user.update({ where: { id }, data: change })
}

export async function personas(tx: Tx) {
  return tx.user.findMany({ where: { persona: { not: null } }, select: { persona: true, name: true, members: { where: { leftAt: null }, take: 1 } }, orderBy: { createdAt: 'asc' } })
}

/** A person of the demo: an account without a password. */
export async function insertPersona(tx: Tx, user: { id: string; name: string; email: string; persona: string; createdAt: Date }) {
  await tx.user.create({ data: { ...user, emailVerified: true } })
}

/** Holds an account until the transaction ends. */
export async function lock(tx: Tx, id: string): Promise<void> {
  await tx.$queryRaw`select 1 from "user" where id = ${id} for update`
}

/** Takes from an account all that says whose it was, and the ways into it; its row stays for what refers to it. Gives the sessions that end. */
export async function erase(tx: Tx, id: string, email: string): Promise<string[]> {
  const sessions = await tx.session.findMany({ where: { userId: id }, select: { id: true } })
  await tx.session.deleteMany({ where: { userId: id } })
  await tx.account.deleteMany({ where: { userId: id } })
  await tx.verification.deleteMany({ where: { OR: [{ identifier: { contains: email } }, { value: { contains: email } }, { value: id }] } })
  // The domain `.invalid` leads nowhere, for ever (RFC 2606); the address itself can be used again. Not made of the id, which others know: they could take it before.
  await tx.user.update({ where: { id }, data: { name: '', email: `${randomUUID()}@erased.invalid`, emailVerified: false, image: null, locale: 'en' } })
  return sessions.map((session) => session.id)
}

export async function userByEmail(tx: Tx, email: string) {
  return tx.user.findUnique({ where: { email }, select: { id: true } })
}

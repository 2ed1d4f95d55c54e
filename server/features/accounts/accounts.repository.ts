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

export async function userByEmail(tx: Tx, email: string) {
  return tx.user.findUnique({ where: { email }, select: { id: true } })
}

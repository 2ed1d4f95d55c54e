import type { LinkKind } from '#domain/amendments/linkKinds.ts'
import type { Tx } from '#server/db/context.ts'

export interface LinkRow { readonly amendmentId: string; readonly otherId: string; readonly kind: LinkKind; readonly note: string; readonly byId: string; readonly at: Date }

/** The links among the amendments of a draft. */
export async function ofDraft(tx: Tx, draftId: string): Promise<LinkRow[]> {
  const rows = await tx.amendmentLink.findMany({ where: { amendment: { draftId } }, orderBy: [{ at: 'asc' }, { amendmentId: 'asc' }] })
  return rows.map(({ kind, ...row }) => ({ ...row, kind: kind as LinkKind }))
}

const pair = (one: string, other: string) => ({ OR: [{ amendmentId: one, otherId: other }, { amendmentId: other, otherId: one }] })

/** Two amendments have one link at most, whichever was named first. */
export async function put(tx: Tx, link: LinkRow): Promise<void> {
  await tx.amendmentLink.deleteMany({ where: pair(link.amendmentId, link.otherId) })
  await tx.amendmentLink.create({ data: link })
}

export async function take(tx: Tx, one: string, other: string): Promise<boolean> {
  return (await tx.amendmentLink.deleteMany({ where: pair(one, other) })).count > 0
}

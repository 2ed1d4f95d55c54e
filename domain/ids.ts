/** Room of a draft's text on the sync server. */
export const draftRoom = (draftId: string) => `draft:${draftId}`

/** Room of an amendment's text: a branch of the draft's. */
export const amendmentRoom = (amendmentId: string) => `amendment:${amendmentId}`

/** Room of the text that an amendment is a branch of: that of the amendment which it amends, or else of its draft. */
export const baseRoom = ({ draftId, amends }: { readonly draftId: string; readonly amends: { readonly id: string } | null }) => amends ? amendmentRoom(amends.id) : draftRoom(draftId)

export interface TextName { readonly kind: 'draft' | 'amendment'; readonly id: string }

/** What the name of a room names; null for what is no room. */
export function readRoom(room: string): TextName | null {
  const [, kind, id] = /^(draft|amendment):([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(room) ?? []
  return id && (kind === 'draft' || kind === 'amendment') ? { kind, id } : null
}

/** Whom a journal row names that the operator of the installation wrote in nobody's name. No account has this id. */
export const operatorId = 'operator'

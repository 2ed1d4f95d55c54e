/** Room of a draft's text on the sync server. */
export const draftRoom = (draftId: string) => `draft:${draftId}`

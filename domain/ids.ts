/** Room of a draft's text on the sync server. */
export const draftRoom = (draftId: string) => `draft:${draftId}`

/** Whom a journal row names that the operator of the installation wrote in nobody's name. No account has this id. */
export const operatorId = 'operator'

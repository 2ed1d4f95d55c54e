/** Where the reading view of a draft is. */
export const readingAddress = (draftId: string): string => `/drafts/${draftId}/read`
/** After the address, it asks for paper. */
export const printAsked = 'print'

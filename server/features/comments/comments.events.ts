import type { Happening } from '#server/db/context.ts'

interface Where { readonly workspaceId: string; readonly draftId: string; readonly threadId: string }

/** Of what is said on an amendment no ids are told: until it is handed in, not everyone may know of it. */
interface Said extends Where { readonly onAmendment: boolean }

export const commentWritten = ({ workspaceId, draftId, threadId, onAmendment }: Said): Happening => ({ name: 'comment.written', workspaceId, draftId, ids: onAmendment ? {} : { threadId } })
export const commentEdited = ({ workspaceId, draftId, threadId, onAmendment }: Said): Happening => ({ name: 'comment.edited', workspaceId, draftId, ids: onAmendment ? {} : { threadId } })
export const threadResolved = ({ workspaceId, draftId, threadId }: Where): Happening => ({ name: 'thread.resolved', workspaceId, draftId, ids: { threadId } })
export const threadReopened = ({ workspaceId, draftId, threadId }: Where): Happening => ({ name: 'thread.reopened', workspaceId, draftId, ids: { threadId } })

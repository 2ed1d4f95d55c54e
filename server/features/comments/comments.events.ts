import type { Happening } from '#server/db/context.ts'

interface Where { readonly workspaceId: string; readonly draftId: string; readonly threadId: string }

export const commentWritten = ({ workspaceId, draftId, threadId }: Where): Happening => ({ name: 'comment.written', workspaceId, draftId, ids: { threadId } })
export const commentEdited = ({ workspaceId, draftId, threadId }: Where): Happening => ({ name: 'comment.edited', workspaceId, draftId, ids: { threadId } })
export const threadResolved = ({ workspaceId, draftId, threadId }: Where): Happening => ({ name: 'thread.resolved', workspaceId, draftId, ids: { threadId } })
export const threadReopened = ({ workspaceId, draftId, threadId }: Where): Happening => ({ name: 'thread.reopened', workspaceId, draftId, ids: { threadId } })

import { get } from '#client/lib/api.ts'
import { keys, queryClient } from '#client/lib/query.ts'
import { Refusal } from '#domain/errors.ts'
import type { FormerView } from '#domain/contract/history.ts'
import type { DraftText } from '../draftText.ts'
import { type AskFormerName, type FormerNames, watchFormerNames } from './formerNames.ts'

/** Asks the history of the draft that a room is of. */
const askFormerName = (room: string): AskFormerName => async (target, block) => {
  const draftId = room.slice('draft:'.length)
  const path = `/drafts/${draftId}/clauses/${encodeURIComponent(target)}/former${block === null ? '' : `?block=${encodeURIComponent(block)}`}`
  try {
    const { label, heading, at } = await queryClient.fetchQuery({ queryKey: keys.former(draftId, target, block), queryFn: () => get<FormerView>(path), staleTime: Number.POSITIVE_INFINITY })
    return { label, heading, at }
  } catch (error) {
    if (error instanceof Refusal && (error.code === 'notFound' || error.code === 'invalid')) return null
    throw error
  }
}

/** The former names of what is gone from the text of a room. */
export const formerNamesOf = (text: DraftText, room: string): FormerNames => watchFormerNames(text, askFormerName(room))

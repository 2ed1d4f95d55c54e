import { readRoom } from '#domain/ids.ts'
import type { LiveEvent } from '#domain/live/events.ts'

interface Parts {
  /** A page asks what became of its amendment anew each time: so long it waits for more, and so seldom it is told. */
  readonly everyMs: number
  workspaceOf(draftId: string): Promise<string | null>
  tell(event: LiveEvent): void
  onError(error: unknown): void
}

/** Tells that a draft was written in, at most once in so many milliseconds for each: not with the first word, but with what came in that time. */
export function makeWriting({ everyMs, workspaceOf, tell, onError }: Parts): (textId: string) => void {
  const waiting = new Set<string>()
  // A draft stays in its workspace.
  const workspaces = new Map<string, string>()

  async function news(draftId: string) {
    const workspaceId = workspaces.get(draftId) ?? await workspaceOf(draftId)
    if (workspaceId === null) return
    workspaces.set(draftId, workspaceId)
    tell({ name: 'draft.written', workspaceId, draftId, ids: {} })
  }

  return (textId) => {
    const text = readRoom(textId)
    if (text?.kind !== 'draft' || waiting.has(text.id)) return
    waiting.add(text.id)
    setTimeout(() => {
      waiting.delete(text.id)
      news(text.id).catch(onError)
    }, everyMs).unref()
  }
}

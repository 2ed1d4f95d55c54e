import type { LiveEvent } from '#domain/live/events.ts'

/**
 * Tells of ballots at most once in so many milliseconds for each proposal: the first at once, those that come meanwhile as one when the
 * time is over. A page asks for the count anew each time, so a thousand ballots in a moment need no thousand news.
 */
export function makeRush(ms: number, tell: (event: LiveEvent) => void): (event: LiveEvent) => void {
  const meanwhile = new Map<string, LiveEvent | null>()
  return function hear(event) {
    const proposalId = event.ids['proposalId'] ?? ''
    if (meanwhile.has(proposalId)) return void meanwhile.set(proposalId, event)
    tell(event)
    meanwhile.set(proposalId, null)
    setTimeout(() => {
      const last = meanwhile.get(proposalId)
      meanwhile.delete(proposalId)
      if (last) hear(last)
    }, ms).unref()
  }
}

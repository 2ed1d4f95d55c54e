import { readRoom, type TextName } from '#domain/ids.ts'
import type { LiveEvent } from '#domain/live/events.ts'

export interface PlaceOfText { readonly workspaceId: string; readonly draftId: string }

interface Parts {
  /** A page asks what became of its amendment anew each time: so long it waits for more, and so seldom it is told. */
  readonly everyMs: number
  /** Where a text is; null for one of which nobody is to hear. */
  placeOf(text: TextName): Promise<PlaceOfText | null>
  tell(event: LiveEvent): void
  onError(error: unknown): void
}

/**
 * Tells that a draft, or an amendment that was handed in, was written in: the pages of amendments to it ask anew how they stand to it. At most
 * once in so many milliseconds for each: not with the first word, but with what came in that time.
 */
export function makeWriting({ everyMs, placeOf, tell, onError }: Parts): (textId: string) => void {
  const waiting = new Set<string>()
  // A text stays where it is, and what was handed in is not private again.
  const places = new Map<string, PlaceOfText>()

  async function news(textId: string, text: TextName) {
    const place = places.get(textId) ?? await placeOf(text)
    if (place === null) return
    places.set(textId, place)
    tell(text.kind === 'draft' ? { name: 'draft.written', ...place, ids: {} } : { name: 'amendment.written', ...place, ids: { amendmentId: text.id } })
  }

  return (textId) => {
    const text = readRoom(textId)
    if (!text || waiting.has(textId)) return
    waiting.add(textId)
    setTimeout(() => {
      waiting.delete(textId)
      news(textId, text).catch(onError)
    }, everyMs).unref()
  }
}

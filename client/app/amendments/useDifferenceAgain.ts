import { useEffect } from 'react'
import type { OpenDraft } from '#client/editor/openDraft.ts'
import { keys, queryClient } from '#client/lib/query.ts'

// The difference is made on the server: asked for again when the writing rests, not with every letter.
const restsAfterMs = 800
const asked = ['difference', 'pieces']

/** What an amendment changes follows what is written in its branch, and what is put in, moved or taken out. */
export function useDifferenceAgain({ text }: OpenDraft, amendmentId: string) {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const soon = () => {
      clearTimeout(timer)
      timer = setTimeout(() => asked.forEach((what) => void queryClient.invalidateQueries({ queryKey: [...keys.amendment(amendmentId), what] })), restsAfterMs)
    }
    const [deaf, blind] = [text.onWords(soon), text.onStructure(soon)]
    return () => { clearTimeout(timer); deaf(); blind() }
  }, [text, amendmentId])
}

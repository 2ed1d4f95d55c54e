import { useEffect } from 'react'
import type { OpenDraft } from '#client/editor/openDraft.ts'
import { inTime } from '#client/lib/inTime.ts'
import { keys, queryClient } from '#client/lib/query.ts'

// The difference is made on the server: asked for again when the writing rests, not with every letter.
const restsAfterMs = 800
const asked = ['difference', 'pieces']

/** What an amendment changes follows what is written in its branch, and what is put in, moved or taken out. */
export function useDifferenceAgain({ text }: OpenDraft, amendmentId: string) {
  useEffect(() => {
    const asking = inTime((done) => {
      void Promise.all(asked.map((what) => queryClient.invalidateQueries({ queryKey: [...keys.amendment(amendmentId), what] }))).finally(done)
      return () => {}
    }, restsAfterMs)
    const [deaf, blind] = [text.onWords(asking.ask), text.onStructure(asking.ask)]
    return () => { asking.close(); deaf(); blind() }
  }, [text, amendmentId])
}

import { useEffectEvent, useLayoutEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import type { Verdict } from '#client/lib/adoption.ts'
import type { LabelLanguage } from '#domain/text/languages.ts'
import { keys, queryClient } from '#client/lib/query.ts'
import type { Ending, SyncState, TextAddress } from '#client/lib/sync.ts'
import type { EditorWords } from './editing.ts'
import { type OpenDraft, openDraft } from './openDraft.ts'
import { settledSync } from './settledSync.ts'

const closed: SyncState = { connection: 'connecting', synced: false, waiting: 0, lasts: false, savedAt: null, ending: null }
const nothing = () => () => undefined

/** After these the shared text here differs from the kept one: it is thrown away and opened again. */
const startsAgain = (kind: Ending['kind']): kind is Verdict['because'] => kind === 'forbidden' || kind === 'atRest' || kind === 'malformed' || kind === 'tooLarge'

export interface OpenedDraft {
  /** Null until the words have arrived for the first time. */
  readonly open: OpenDraft | null
  /** The text that says how saving stands; before the first words it is another than the open one. */
  readonly shown: OpenDraft | null
  /** Why the text had to be opened anew, or cannot be; until the person puts it away. */
  readonly refused: Ending | null
  readonly putAway: () => void
}

/** Keeps a draft open for as long as it is shown, and opens it again when the server ended it for a reason that allows it. */
export function useOpenDraft(address: TextAddress | undefined, language: LabelLanguage, words: EditorWords): OpenedDraft {
  const [round, setRound] = useState(0)
  const [open, setOpen] = useState<OpenDraft | null>(null)
  // What is known of a text that is still on its way: how much waits for it.
  const [opening, setOpening] = useState<OpenDraft | null>(null)
  const [refused, setRefused] = useState<Ending | null>(null)
  const verdict = useRef<Verdict | null>(null)
  const { room, schema, generation, userId } = address ?? {}

  // It is opened in the language of then, and never opened anew for another one; for other words it is.
  const now = useEffectEvent(() => [language, words] as const)
  const said = Object.values(words).join()
  // Before the first words are painted, which takes longer than to reach the server.
  useLayoutEffect(() => {
    if (room === undefined || schema === undefined || generation === undefined || userId === undefined) return
    const opened = openDraft({ room, schema, generation, userId }, ...now(), verdict.current)
    let everSynced = false
    let isOver = false
    const look = () => {
      const { synced, ending } = opened.state()
      if (synced && !everSynced) {
        everSynced = true
        setOpen(opened)
      }
      if (!ending || isOver) return
      isOver = true
      if (ending.lost > 0 || ending.kind !== 'forbidden') setRefused(ending)
      // A restored text has a new generation, which comes with the draft; what was not kept of the old one is looked after when it is opened.
      if (ending.kind === 'restored') void queryClient.invalidateQueries({ queryKey: keys.draft(room.slice('draft:'.length)) })
      if (!everSynced || !startsAgain(ending.kind)) return
      verdict.current = { session: opened.session, because: ending.kind, clauseId: ending.clauseId }
      setRound(round + 1)
    }
    const stop = opened.subscribe(look)
    setOpening(opened)
    look()
    return () => {
      stop()
      opened.close()
    }
  }, [room, schema, generation, userId, said, round])

  useLayoutEffect(() => opening?.text.speak(language), [opening, language])

  return { open, shown: open ?? opening, refused, putAway: () => setRefused(null) }
}

/** How saving stands, as far as it is news. */
export function useSyncState({ shown }: Pick<OpenedDraft, 'shown'>): SyncState {
  const settled = useMemo(() => shown && settledSync(shown), [shown])
  return useSyncExternalStore(settled?.subscribe ?? nothing, settled?.state ?? (() => closed))
}

/** Whether the server has ended the text. */
export const useIsOver = ({ shown }: Pick<OpenedDraft, 'shown'>): boolean => useSyncExternalStore(shown?.subscribe ?? nothing, () => shown !== null && shown.state().ending !== null)

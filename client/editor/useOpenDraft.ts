import { useEffect, useLayoutEffect, useState, useSyncExternalStore } from 'react'
import type { Ending, SyncState, TextAddress } from '#client/lib/sync.ts'
import type { EditorWords } from './editing.ts'
import { lostWords, type OpenDraft, openDraft, type RescuedClause } from './openDraft.ts'

const closed: SyncState = { connection: 'connecting', synced: false, waiting: 0, savedAt: null, ending: null }
const nothing = () => () => undefined

/** After these the shared text here differs from the kept one: it is thrown away and opened again. */
const startsAgain = (kind: Ending['kind']) => kind === 'forbidden' || kind === 'atRest' || kind === 'malformed'

export interface OpenedDraft {
  /** Null until the words have arrived for the first time. */
  readonly open: OpenDraft | null
  readonly state: SyncState
  /** Why the text had to be opened anew, and what was lost by it; until the person puts it away. */
  readonly refused: { readonly kind: Ending['kind']; readonly clauseId: string | null; readonly lost: readonly RescuedClause[] } | null
  readonly putAway: () => void
}

export function useOpenDraft(address: TextAddress | undefined, words: EditorWords): OpenedDraft {
  const [round, setRound] = useState(0)
  const [open, setOpen] = useState<OpenDraft | null>(null)
  const [refused, setRefused] = useState<OpenedDraft['refused']>(null)
  const [rescue, setRescue] = useState<readonly RescuedClause[]>([])
  const { room, schema, generation } = address ?? {}
  const { brokenReference, emptyBlock } = words

  // Before the first words are painted, which takes longer than to reach the server.
  useLayoutEffect(() => {
    if (room === undefined || schema === undefined || generation === undefined) return
    const opened = openDraft({ room, schema, generation }, { brokenReference, emptyBlock })
    let everSynced = false
    const look = () => {
      const { synced, ending } = opened.state()
      if (synced && !everSynced) {
        everSynced = true
        setOpen(opened)
      }
      if (!ending) return
      const unkept = ending.lost > 0 ? opened.unkept() : []
      if (unkept.length > 0 || ending.kind !== 'forbidden') setRefused({ kind: ending.kind, clauseId: ending.clauseId, lost: unkept })
      setRescue(unkept)
      if (everSynced && startsAgain(ending.kind)) setRound(round + 1)
    }
    const stop = opened.subscribe(look)
    look()
    return () => {
      stop()
      opened.close()
    }
  }, [room, schema, generation, brokenReference, emptyBlock, round])

  useEffect(() => {
    if (!open || rescue.length === 0) return
    setRefused((before) => before && { ...before, lost: lostWords(rescue, open.text) })
  }, [open, rescue])

  const state = useSyncExternalStore(open?.subscribe ?? nothing, open?.state ?? (() => closed))
  return { open, state, refused, putAway: () => setRefused(null) }
}

import { useEffect, useEffectEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DraftReading } from '#client/editor/draftText.ts'
import type { OpenDraft } from '#client/editor/openDraft.ts'
import { selectedWords } from '#client/editor/selectedWords.ts'
import { later } from '#client/lib/later.tsx'
import { placeName } from './names.ts'
import { useLabelLanguage } from '#client/lib/useLabelLanguage.ts'

const FindBar = later(() => import('#client/features/find/FindBar.tsx'))

interface FindHereProps {
  readonly open: OpenDraft
  readonly reading: DraftReading
  readonly current: string | null
  readonly mayEdit: (clauseId: string) => boolean
  readonly isOpen: boolean
  readonly onOpen: (isOpen: boolean) => void
}

/** Mod-F on the draft page: the browser's own search knows only the clauses that are drawn. Pressed again in the bar it is the browser's. */
export default function FindHere({ open, reading, current, mayEdit, isOpen, onOpen }: FindHereProps) {
  const { t } = useTranslation()
  const language = useLabelLanguage()
  const [first, setFirst] = useState('')
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    if (event.code !== 'KeyF' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
    if (document.querySelector('dialog[open]') || (event.target instanceof Element && event.target.closest('search'))) return
    event.preventDefault()
    setFirst(selectedWords(document.getSelection())?.quote ?? '')
    // What is typed until the bar is there is not meant for the law.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    onOpen(true)
  })
  useEffect(() => {
    const ears = new AbortController()
    document.addEventListener('keydown', pressed, { signal: ears.signal })
    return () => ears.abort()
  }, [])
  if (!isOpen) return null
  const nameOf = (clauseId: string, blockId: string) => {
    const clause = reading.clauses.find(({ id }) => id === clauseId)
    return clause ? placeName(reading, clause, blockId, t, language) : ''
  }
  return <FindBar key={first} open={open} first={first} current={current} nameOf={nameOf} mayEdit={mayEdit} onClose={() => { setFirst(''); onOpen(false) }} />
}

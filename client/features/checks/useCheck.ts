import { useEffect, useState, useSyncExternalStore } from 'react'
import type { OpenDraft } from '#client/editor/openDraft.ts'
import type { Finding } from '#domain/text/check/finding.ts'
import type { Check } from './watchCheck.ts'

const nothing = () => () => undefined

/** What the drafting check finds in an open draft; null until it has read it. The rules are fetched once the page is drawn. */
export function useCheck({ text, editing }: OpenDraft): readonly Finding[] | null {
  const [check, setCheck] = useState<Check | null>(null)
  useEffect(() => {
    let isWanted = true
    let made: Check | undefined
    import('./watchCheck.ts').then(({ watchCheck }) => {
      if (!isWanted) return
      made = watchCheck(text, editing.terms)
      setCheck(made)
    }, () => undefined)
    return () => {
      isWanted = false
      made?.close()
      setCheck(null)
    }
  }, [text, editing])
  return useSyncExternalStore(check?.subscribe ?? nothing, check?.findings ?? (() => null))
}

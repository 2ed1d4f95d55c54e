import { type ClipboardEvent, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { DraftText } from '#client/editor/draftText.ts'

/** Copying from a page of law, numbers and all. What does it is fetched when something is first marked; an editor copies its own words. */
export function useCopying(text: DraftText): (event: ClipboardEvent) => void {
  const { t } = useTranslation()
  const copying = useRef<typeof import('#client/editor/copy/copyLaw.ts') | null>(null)
  useEffect(() => {
    const fetch = () => void import('#client/editor/copy/copyLaw.ts').then((script) => { copying.current = script }, () => undefined)
    document.addEventListener('selectionchange', fetch, { once: true })
    return () => document.removeEventListener('selectionchange', fetch)
  }, [])
  return (event) => {
    if (!event.isDefaultPrevented() && copying.current?.copyLaw(event.clipboardData, event.currentTarget, text, t('editor.brokenReference'))) event.preventDefault()
  }
}

import { type RefObject, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { DraftText } from '#client/editor/draftText.ts'

/**
 * Copying from a sheet of law, numbers and all; heard by the whole page, since who marks everything marks more than the sheet. What does
 * it is fetched when something is first marked. An editor, and a field, copy their own words.
 */
export function useCopying(text: DraftText): RefObject<HTMLElement | null> {
  const { t } = useTranslation()
  const sheet = useRef<HTMLElement>(null)
  const brokenReference = t('editor.brokenReference')
  useEffect(() => {
    let writing: typeof import('#client/editor/copy/copyLaw.ts') | null = null
    const fetch = () => void import('#client/editor/copy/copyLaw.ts').then((script) => { writing = script }, () => undefined)
    const copy = (event: ClipboardEvent) => {
      if (event.defaultPrevented || !sheet.current || !event.clipboardData) return
      if (event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement) return
      if (writing?.copyLaw(event.clipboardData, sheet.current, text, brokenReference)) event.preventDefault()
    }
    document.addEventListener('selectionchange', fetch, { once: true })
    document.addEventListener('copy', copy)
    return () => {
      document.removeEventListener('selectionchange', fetch)
      document.removeEventListener('copy', copy)
    }
  }, [text, brokenReference])
  return sheet
}

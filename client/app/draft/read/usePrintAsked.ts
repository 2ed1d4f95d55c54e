import { useEffect } from 'react'
import { useLocation, useSearch } from 'wouter'
import { printAsked, readingAddress } from './addresses.ts'

/** Prints at once for whoever came to print, now that the words are there; whoever loads the page again has read enough to decide. */
export function usePrintAsked(draftId: string) {
  const [, navigate] = useLocation()
  const isAsked = useSearch() === printAsked
  useEffect(() => {
    if (!isAsked) return
    navigate(readingAddress(draftId), { replace: true })
    void document.fonts.ready.then(() => window.print())
  }, [isAsked, draftId, navigate])
}

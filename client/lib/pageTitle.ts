import { useEffect } from 'react'

/** Names the page in the browser's tab and for a screen reader's announcement of it. */
export function usePageTitle(title: string) {
  useEffect(() => { document.title = title ? `${title} · Parley` : 'Parley' }, [title])
}

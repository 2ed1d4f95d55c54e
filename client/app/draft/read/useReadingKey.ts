import { useEffect } from 'react'
import { useLocation } from 'wouter'

/** Mod-Alt-r goes between the page where one writes and the one that one reads. */
export function useReadingKey(to: string) {
  const [, navigate] = useLocation()
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.code !== 'KeyR' || !event.altKey || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      navigate(to)
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [to, navigate])
}

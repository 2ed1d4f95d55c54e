import { createContext, type ReactNode, useCallback, useContext, useState } from 'react'

const Announce = createContext<(words: string) => void>(() => undefined)

/** Says something to a screen reader when it has a pause. */
export const useAnnounce = () => useContext(Announce)

export function Announcer({ children }: { children: ReactNode }) {
  const [words, setWords] = useState('')
  // The same words twice are said twice: a no-break space makes them new.
  const announce = useCallback((next: string) => setWords((last) => (last === next ? `${next}\u00A0` : next)), [])
  return (
    <Announce.Provider value={announce}>
      {children}
      <div className="visually-hidden" role="status" aria-live="polite">{words}</div>
    </Announce.Provider>
  )
}

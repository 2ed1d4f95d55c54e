import { createContext, type ReactNode, useCallback, useContext, useRef, useState } from 'react'

const Announce = createContext<(words: string) => void>(() => undefined)

/** Says something to a screen reader when it has a pause. */
export const useAnnounce = () => useContext(Announce)

interface Said { readonly key: number; readonly words: string }

const goneAfterMs = 10_000

/** Each announcement is a line of its own, so that two at once are both said, and the same words twice are said twice. */
export function Announcer({ children }: { children: ReactNode }) {
  const [said, setSaid] = useState<readonly Said[]>([])
  const keys = useRef(0)
  const announce = useCallback((words: string) => {
    keys.current += 1
    const key = keys.current
    setSaid((lines) => [...lines, { key, words }])
    setTimeout(() => setSaid((lines) => lines.filter((line) => line.key !== key)), goneAfterMs)
  }, [])
  return (
    <Announce.Provider value={announce}>
      {children}
      <div className="visually-hidden" role="status" aria-live="polite" aria-atomic="false">
        {said.map(({ key, words }) => <p key={key}>{words}</p>)}
      </div>
    </Announce.Provider>
  )
}

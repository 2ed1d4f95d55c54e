import { startTransition, useEffect, useState } from 'react'

// What is on the screen can be written in long before.
const restAfterMs = 400

function onScreen(): ReadonlySet<string> | null {
  // Whoever comes for one clause is taken to it at once, and everything above it has to be there to know where it is.
  if (location.hash) return null
  const isSeen = (element: Element) => {
    const { top, bottom } = element.getBoundingClientRect()
    return bottom > 0 && top < window.innerHeight
  }
  const seen = [...document.querySelectorAll('[id^="clause-"]')].filter(isSeen)
  return seen.length > 0 ? new Set(seen.map(({ id }) => id.slice('clause-'.length))) : null
}

// More than the largest screen shows.
const charactersAtFirst = 8000

/** How many clauses are drawn as the first words, before the shared text is here; all of them after a moment, or when somebody wants to see more. */
export function useFirstWords(lengths: readonly number[]): number {
  const isAll = useRest(location.hash !== '')
  if (isAll) return lengths.length
  let characters = 0
  const enough = lengths.findIndex((length) => {
    characters += length
    return characters > charactersAtFirst
  })
  return enough < 0 ? lengths.length : enough + 1
}

/**
 * Which clauses are drawn first with all that belongs to them: those whose first words are on the screen; then null: all. A long
 * law as living sections takes ten times as long to draw as its plain words, and nobody sees more than a few of them.
 */
export function useDrawnFirst(): ReadonlySet<string> | null {
  const [first] = useState<ReadonlySet<string> | null>(onScreen)
  return useRest(first === null) ? null : first
}

/** Becomes true when there is time for what is not on the screen: a moment later, or when somebody goes on reading or to another clause. */
function useRest(isAtOnce: boolean): boolean {
  const [isRest, setRest] = useState(isAtOnce)
  useEffect(() => {
    const rest = () => setRest(true)
    const timer = setTimeout(() => startTransition(rest), restAfterMs)
    for (const act of acts) window.addEventListener(act, rest, { once: true, passive: true })
    return () => {
      clearTimeout(timer)
      for (const act of acts) window.removeEventListener(act, rest)
    }
  }, [])
  return isRest
}

const acts = ['scroll', 'keydown', 'pointerdown'] as const

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
  return new Set([...document.querySelectorAll('[id^="clause-"]')].filter(isSeen).map(({ id }) => id.slice('clause-'.length)))
}

/**
 * Which clauses are drawn first with all that belongs to them: those whose first words are on the screen; then null: all. A long
 * law as living sections takes ten times as long to draw as its plain words, and nobody sees more than a few of them.
 */
export function useDrawnFirst(): ReadonlySet<string> | null {
  const [first, setFirst] = useState<ReadonlySet<string> | null>(onScreen)
  useEffect(() => {
    const rest = () => setFirst(null)
    const timer = setTimeout(() => startTransition(rest), restAfterMs)
    // Whoever goes on reading, or to another clause, is not kept waiting.
    for (const act of acts) window.addEventListener(act, rest, { once: true, passive: true })
    return () => {
      clearTimeout(timer)
      for (const act of acts) window.removeEventListener(act, rest)
    }
  }, [])
  return first
}

const acts = ['scroll', 'keydown', 'pointerdown'] as const

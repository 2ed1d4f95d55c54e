import { afterKey } from './keyFirst.ts'

/**
 * Does something soon after it was asked for: the first at once, what is asked for within a moment after that together at its end, and never
 * before a key that was just pressed is on the screen. It asks for no frame: an empty one costs time too, and a key that comes then waits for it.
 */
export function gathered(act: () => void, momentMs: number): { readonly ask: () => void; readonly close: () => void } {
  let isAsked = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let doneAt = Number.NEGATIVE_INFINITY
  return {
    ask() {
      if (isAsked) return
      isAsked = true
      timer = setTimeout(() => afterKey(() => {
        if (!isAsked) return
        isAsked = false
        doneAt = performance.now()
        act()
      }), Math.max(0, doneAt + momentMs - performance.now()))
    },
    close() {
      isAsked = false
      clearTimeout(timer)
    },
  }
}

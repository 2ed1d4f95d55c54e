const latestMs = 3000

/** Begins a piece of work that calls `done` when it is through; gives the way to give it up. */
type Work = (done: () => void) => () => void

/**
 * Work on what people write: begun when the writing pauses, and some seconds after it was asked for at the latest, since where many write
 * there is no pause. What has begun is brought to its end, and begun once more for what was written meanwhile.
 */
export function inTime(work: Work, pauseMs: number): { readonly ask: () => void; readonly close: () => void } {
  let askedAt: number | null = null
  let isAtWork = false
  let giveUp = () => {}
  let timer: ReturnType<typeof setTimeout> | undefined
  const begin = () => {
    if (askedAt === null || isAtWork) return
    askedAt = null
    isAtWork = true
    giveUp = work(() => {
      isAtWork = false
      if (askedAt !== null) wait(askedAt)
    })
  }
  const wait = (since: number) => {
    clearTimeout(timer)
    timer = setTimeout(begin, Math.max(0, Math.min(pauseMs, since + latestMs - performance.now())))
  }
  return {
    ask() {
      askedAt ??= performance.now()
      wait(askedAt)
    },
    close() {
      clearTimeout(timer)
      askedAt = null
      giveUp()
    },
  }
}

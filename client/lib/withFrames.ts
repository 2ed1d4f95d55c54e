import { isKeyOnItsWay } from './keyFirst.ts'

/** A page in the background draws no frames, and its news is to come all the same. */
const hiddenMs = 250
/** Nobody types so fast that news would wait longer. */
const longestMs = 100

/**
 * News of others is drawn with the next frame, all that has come by then at once: each by itself would cost a layout and a frame. A key
 * that was just pressed has the next frame to itself, and the news has the one after it. Without a browser there are no frames to wait for.
 */
export function withFrames(act: () => void): { readonly ask: () => void; readonly close: () => void } {
  let askedAt: number | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  const forget = () => {
    askedAt = null
    clearTimeout(timer)
  }
  const run = () => {
    if (askedAt === null) return
    forget()
    act()
  }
  const frame = () => {
    if (askedAt !== null && isKeyOnItsWay() && performance.now() - askedAt < longestMs) requestAnimationFrame(frame)
    else run()
  }
  return {
    ask() {
      if (askedAt !== null) return
      askedAt = performance.now()
      const hasFrames = 'requestAnimationFrame' in globalThis
      timer = setTimeout(run, hasFrames ? hiddenMs : 0)
      if (hasFrames) requestAnimationFrame(frame)
    },
    close: forget,
  }
}

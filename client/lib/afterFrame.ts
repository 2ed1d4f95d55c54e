const hiddenMs = 250

/**
 * What is asked for while somebody types and can wait until their letter is on the screen: done once after the next frame, however
 * often it was asked for. A page that draws no frames (in the background, or without a browser) does it a moment later.
 */
export function afterFrame(act: () => void): { readonly ask: () => void; readonly now: () => void; readonly forget: () => void } {
  let isAsked = false
  let timer: ReturnType<typeof setTimeout> | undefined
  const forget = () => {
    isAsked = false
    clearTimeout(timer)
  }
  const run = () => {
    if (!isAsked) return
    forget()
    act()
  }
  return {
    ask() {
      if (isAsked) return
      isAsked = true
      timer = setTimeout(run, hiddenMs)
      if ('requestAnimationFrame' in globalThis) requestAnimationFrame(() => setTimeout(run, 0))
    },
    /** Does at once what was asked for. */
    now: run,
    forget,
  }
}

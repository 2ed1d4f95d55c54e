const sliceMs = 3
const atLatestMs = 1500

const whenIdle = (act: (timeLeft: () => number) => void) => 'requestIdleCallback' in globalThis
  ? requestIdleCallback((deadline) => act(() => (deadline.didTimeout ? 1 : deadline.timeRemaining())), { timeout: atLatestMs })
  : setTimeout(() => act(() => 1), 50)
const notIdle = (handle: ReturnType<typeof whenIdle>) => {
  if ('cancelIdleCallback' in globalThis && typeof handle === 'number') cancelIdleCallback(handle)
  else clearTimeout(handle)
}

/**
 * Does a long piece of work in short slices while the browser has nothing else to do, so that nobody who types waits for it. The work
 * yields where it may be interrupted. Gives the way to give it up.
 */
export function inSlices(work: Iterator<unknown>, done: () => void): () => void {
  const slice = (timeLeft: () => number) => {
    const until = performance.now() + sliceMs
    do {
      if (work.next().done) return done()
    } while (performance.now() < until && timeLeft() > 0)
    handle = whenIdle(slice)
  }
  let handle = whenIdle(slice)
  return () => notIdle(handle)
}

import * as Y from 'yjs'

/** Runs typists open loop: each keystroke has a due time; lag shows a saturated harness. */
export function runTypists (typists, { cps, random, cursor }) {
  const gap = 1000 / cps
  const lags = []
  let on = true
  for (const t of typists) {
    let due = performance.now() + random() * gap
    const tick = () => {
      if (!on) return
      const now = performance.now()
      lags.push(now - due)
      t.keystroke()
      if (cursor) t.cursor()
      due += gap * (0.4 + 1.2 * random())
      setTimeout(tick, Math.max(0, due - performance.now()))
    }
    setTimeout(tick, due - performance.now())
  }
  return { lags, stop: () => { on = false } }
}

/** Latency probe: which clocks of which typist an observer sees, and when. */
export function watch (observer, typists, sinkOf) {
  const seen = new Map(typists.map(t => [t, Y.getState(observer.ydoc.store, t.c.ydoc.clientID)]))
  observer.onApplied = () => {
    const now = performance.now()
    for (const [t, from] of seen) {
      const to = Y.getState(observer.ydoc.store, t.c.ydoc.clientID)
      if (to === from) continue
      for (let k = from; k < to; k++) if (t.stamps[k] !== undefined) sinkOf(now - t.stamps[k], t.stamps[k])
      seen.set(t, to)
    }
  }
}

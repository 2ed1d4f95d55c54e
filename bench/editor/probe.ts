import type { Page } from 'playwright-core'

/** What the page has measured since it was last asked, in milliseconds. */
export interface Probed { readonly keys: number[]; readonly remote: number[]; readonly insert: number[] }

/**
 * Watches a draft page from inside. A key: from the press to the frame that shows it. A remote edit: from the moment its writer made it,
 * which the letters say (`⟨milliseconds⟩`), to the frame that shows it here. An insertion: from the click to the frame with one more clause.
 */
export const watchPage = (page: Page) => page.evaluate(watcher)
export const takeProbed = (page: Page) => page.evaluate<Probed>('parleyProbe.take()')

// Words for the page itself: what bundles this file may not wrap its functions in names that the page does not have.
const watcher = `(() => {
  let kept = { keys: [], remote: [], insert: [] }
  // A message from within a frame is heard once that frame has been drawn.
  const afterThisFrame = (then) => {
    const channel = new MessageChannel()
    channel.port1.onmessage = then
    channel.port2.postMessage(0)
  }
  const drawn = (then) => requestAnimationFrame(() => afterThisFrame(then))
  document.addEventListener('keydown', (event) => { if (event.key.length === 1) drawn(() => kept.keys.push(performance.now() - event.timeStamp)) }, true)
  const clauses = () => document.querySelectorAll('[data-clause]').length
  document.addEventListener('click', (event) => {
    if (!event.target.closest('[role=menuitem]')) return
    const before = clauses()
    const look = () => { if (clauses() > before) afterThisFrame(() => kept.insert.push(performance.now() - event.timeStamp)); else requestAnimationFrame(look) }
    requestAnimationFrame(look)
  }, true)
  const seen = new Set()
  new MutationObserver((changes) => {
    for (const { target } of changes) {
      for (const [said, at] of (target.textContent ?? '').matchAll(/⟨(\\d+)⟩/g)) {
        if (seen.has(said)) continue
        seen.add(said)
        drawn(() => kept.remote.push(performance.timeOrigin + performance.now() - Number(at)))
      }
    }
  }).observe(document.querySelector('main'), { childList: true, characterData: true, subtree: true })
  globalThis.parleyProbe = { take() { const taken = kept; kept = { keys: [], remote: [], insert: [] }; return taken } }
})()`

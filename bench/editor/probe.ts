import type { Page } from 'playwright-core'
import { until } from '#tests/support/until.ts'

/** What the page has measured since it was last asked, in milliseconds. */
export interface Probed { readonly keys: number[]; readonly remote: number[]; readonly insert: number[] }

/**
 * Watches a draft page from inside. A key: from the press to the frame that shows it. A remote edit: from the moment its writer made it,
 * which the letters say (`⟨milliseconds⟩`), to the frame that shows it here. An insertion: from the click to the frame with one more clause.
 */
export const watchPage = (page: Page) => page.evaluate(watcher)
export const takeProbed = (page: Page) => page.evaluate<Probed>('parleyProbe.take()')

/** Notes on every page that comes when it can first be written in; to be asked with `editableAt`, in milliseconds from the beginning of the page. */
export const watchOpening = (page: Page) => page.addInitScript(opening)
export async function editableAt(page: Page): Promise<number> {
  let at: number | null = null
  await until(async () => {
    at = await page.evaluate<number | null>('globalThis.parleyEditableAt ?? null')
    return at !== null
  }, 60_000)
  return at ?? Number.NaN
}

// Whoever asks a page again and again whether it is ready keeps it from becoming so.
const opening = `new MutationObserver((_, observer) => {
  if (!document.querySelector('.ProseMirror[contenteditable=true]')) return
  observer.disconnect()
  globalThis.parleyEditableAt = performance.now()
}).observe(document, { childList: true, subtree: true })`

// Words for the page itself: what bundles this file may not wrap its functions in names that the page does not have.
const watcher = `(() => {
  let kept = { keys: [], remote: [], insert: [] }
  // A message from within a frame is heard once that frame has been drawn.
  const afterThisFrame = (then) => {
    const channel = new MessageChannel()
    channel.port1.onmessage = then
    channel.port2.postMessage(0)
  }
  // What is changed within a frame is drawn in that one, and what is changed between two in the next.
  let isInFrame = false
  const nextFrame = globalThis.requestAnimationFrame.bind(globalThis)
  globalThis.requestAnimationFrame = (act) => nextFrame((time) => {
    if (!isInFrame) afterThisFrame(() => { isInFrame = false })
    isInFrame = true
    act(time)
  })
  const drawn = (then) => isInFrame ? afterThisFrame(then) : nextFrame(() => afterThisFrame(then))
  document.addEventListener('keydown', (event) => { if (event.key.length === 1) drawn(() => kept.keys.push(performance.now() - event.timeStamp)) }, true)
  const clauses = () => document.querySelectorAll('[data-clause]').length
  // A menu may open another one: what inserts is the last item that was clicked.
  let clicked = 0
  document.addEventListener('click', (event) => {
    if (!event.target.closest('[role=menuitem]')) return
    clicked += 1
    const [own, before] = [clicked, clauses()]
    const look = () => {
      if (own !== clicked) return
      if (clauses() > before) afterThisFrame(() => kept.insert.push(performance.now() - event.timeStamp))
      else requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  }, true)
  const seen = new Set()
  new MutationObserver((changes) => {
    // Not the words of all that a change is in: to read a whole law takes ten milliseconds.
    for (const { type, target, addedNodes } of changes) for (const { textContent } of type === 'characterData' ? [target] : addedNodes) {
      for (const [said, at] of (textContent ?? '').matchAll(/⟨(\\d+)⟩/g)) {
        if (seen.has(said)) continue
        seen.add(said)
        drawn(() => kept.remote.push(performance.timeOrigin + performance.now() - Number(at)))
      }
    }
  }).observe(document.querySelector('main'), { childList: true, characterData: true, subtree: true })
  globalThis.parleyProbe = { take() { const taken = kept; kept = { keys: [], remote: [], insert: [] }; return taken } }
})()`

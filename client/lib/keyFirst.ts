import { afterFrame } from './afterFrame.ts'

let isOnItsWay = false
let isWatching = false
let waiting: (() => void)[] = []

const shown = afterFrame(() => {
  isOnItsWay = false
  const acts = waiting
  waiting = []
  for (const act of acts) act()
})
const pressed = () => {
  isOnItsWay = true
  shown.ask()
}

/** Begins to see keys; once for all texts of a page. */
export function watchKeys(): void {
  if (isWatching) return
  isWatching = true
  // Keyboards of telephones press no keys that say what they write; a click on a command changes the text too.
  for (const kind of ['keydown', 'beforeinput', 'click']) document.addEventListener(kind, pressed, true)
  // A page that goes away draws no frame any more.
  globalThis.addEventListener('pagehide', shown.now)
}

/** Does what waits for a key now: before a text is closed. */
export const noLaterThanNow = (): void => shown.now()

/** Does at once what no key waits for, and otherwise when the key is on the screen: a letter is seen before it is stored and sent. In the order of the calls. */
export function afterKey(act: () => void): void {
  if (isOnItsWay) waiting.push(act)
  else act()
}

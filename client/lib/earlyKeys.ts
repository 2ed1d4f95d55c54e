/** How old a key may be that is answered when its commands are there. */
const longestMs = 3000

let last: KeyboardEvent | null = null

function note(event: KeyboardEvent) {
  const isMod = event.ctrlKey || event.metaKey
  if (event.defaultPrevented || (!isMod && event.key !== '?')) return
  last = event
  // A browser would look for something in the web.
  if (isMod && event.key === 'k') event.preventDefault()
}

/** The commands of a page are on their way: the last key that may be one of theirs is kept for them. Gives the way to stop. */
export function awaitCommands(): () => void {
  document.addEventListener('keydown', note)
  return takeEarly as () => void
}

/** The commands are there and hear for themselves, or never come: the key that was pressed a moment ago, if there was one. */
export function takeEarly(): KeyboardEvent | null {
  document.removeEventListener('keydown', note)
  const taken = last
  last = null
  return taken && performance.now() - taken.timeStamp < longestMs ? taken : null
}

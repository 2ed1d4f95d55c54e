const quietMs = 1200

/**
 * Somebody is writing when their clause is taken from under the caret: for a moment they go on, and the keys go nowhere. Hears
 * them until there is a pause or the person does something else, and says with every key what would have been written: the page
 * may be gone before the pause. Never hears a key that was meant for another field or for a command.
 */
export function catchLateKeys(isHere: () => boolean, say: (text: string) => void): void {
  let text = ''
  const stop = () => {
    clearTimeout(pause)
    window.removeEventListener('keydown', hear, true)
    window.removeEventListener('pointerdown', stop, true)
  }
  const hear = (event: KeyboardEvent) => {
    if (!hasNoField(event.target) || !isHere() || event.key === 'Tab' || event.key === 'Escape') return stop()
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const after = typed(text, event.key)
    if (after === text) return
    text = after
    say(text)
    // A space would scroll the page.
    event.preventDefault()
    clearTimeout(pause)
    pause = setTimeout(stop, quietMs)
  }
  let pause = setTimeout(stop, quietMs)
  window.addEventListener('keydown', hear, true)
  window.addEventListener('pointerdown', stop, true)
}

/** Whether keys go nowhere there: to the page, or to a clause as a whole. */
export const hasNoField = (target: EventTarget | null) => target instanceof HTMLElement && target.matches('body, [data-clause], main')

/** A text after one more key. */
export function typed(text: string, key: string): string {
  if (key === 'Enter') return `${text}\n`
  if (key === 'Backspace') return [...text].slice(0, -1).join('')
  return [...key].length === 1 ? text + key : text
}

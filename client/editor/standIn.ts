/** Where somebody writes while the place they write in is not there yet. */
export interface StandIn {
  readonly words: () => string
  /** Whether a word is being composed in it, which would be torn by taking it. */
  readonly isComposing: () => boolean
  /** Whether the person has pointed at something else meanwhile. */
  readonly isLeft: () => boolean
  /** Only once the focus is somewhere else: a telephone puts its keyboard away when nothing has it. */
  readonly leave: () => void
}

/**
 * Gives the focus to a field out of sight, in which all is written that comes meanwhile: keys, and what comes without one (the accent of a
 * dead key, a composed word, the words of a telephone). A closing menu that gives the focus back to its button does not get it; whoever
 * points at something does. `labelId`: the element that says what is going to be written in.
 */
export function standIn(labelId: string): StandIn {
  const field = document.createElement('textarea')
  field.className = 'visually-hidden'
  field.setAttribute('aria-labelledby', labelId)
  let isComposing = false
  const left = new AbortController()
  const { signal } = left
  const leave = () => left.abort()
  const enter = () => field.focus({ preventScroll: true })
  field.addEventListener('compositionstart', () => { isComposing = true }, { signal })
  field.addEventListener('compositionend', () => { isComposing = false }, { signal })
  // It is the last thing on the page: Tab would leave that.
  field.addEventListener('keydown', (event) => { if (event.key === 'Tab') event.preventDefault() }, { signal })
  field.addEventListener('blur', () => queueMicrotask(() => { if (!signal.aborted) enter() }), { signal })
  window.addEventListener('pointerdown', leave, { signal, capture: true })
  signal.addEventListener('abort', () => field.remove())
  document.body.append(field)
  enter()
  return { words: () => field.value, isComposing: () => isComposing && !signal.aborted, isLeft: () => signal.aborted, leave }
}

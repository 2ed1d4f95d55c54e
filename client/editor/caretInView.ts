import { Plugin } from 'prosemirror-state'

// The bars above the text, and below it on a phone, with a line of air.
const covered = { top: 124, right: 0, bottom: 80, left: 0 }

/** The bars of the page stand over the text: a caret under them is as good as outside of the window, and is scrolled into view. */
export const caretInView = () => new Plugin({ props: { scrollThreshold: covered, scrollMargin: covered } })

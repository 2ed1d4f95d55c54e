import { Plugin } from 'prosemirror-state'

/** ProseMirror reads what was composed from the page up to 20 ms after the composition ended. */
const readMs = 60

/** While a word is being composed here, the words of others wait: a change in the paragraph would tear the composition. */
export const composing = (hold: () => () => void) => {
  let letGo: (() => void) | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  const release = () => {
    clearTimeout(timer)
    letGo?.()
    letGo = null
  }
  return new Plugin({
    props: {
      handleDOMEvents: {
        compositionstart: () => {
          clearTimeout(timer)
          letGo ??= hold()
          return false
        },
        compositionend: () => {
          clearTimeout(timer)
          timer = setTimeout(release, readMs)
          return false
        },
      },
    },
    view: () => ({ destroy: release }),
  })
}

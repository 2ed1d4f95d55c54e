import { type EditorState, Plugin } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { afterFrame } from '#client/lib/afterFrame.ts'
import type { Editing } from './editing.ts'
import { readMoved } from './freshSelection.ts'

type WritingTools = typeof import('./writingTools.ts').writingTools

let here: WritingTools | null = null
let coming: Promise<WritingTools> | null = null

/** Fetches what one writes with beyond words and blocks: asked for with the first editor, and again when the line is back. */
function fetchTools(): Promise<WritingTools> {
  coming ??= import('./writingTools.ts').then(({ writingTools }) => (here = writingTools), async () => {
    coming = null
    await new Promise((resolve) => { globalThis.addEventListener('online', resolve, { once: true }) })
    return fetchTools()
  })
  return coming
}

export interface LateTools {
  /** Those that an editor begins with. */
  readonly first: readonly Plugin[]
  /** Gives a view those that came after it. Never while a word is composed there, which it would tear. */
  readonly addTo: (view: EditorView, configure: (tools: readonly Plugin[]) => readonly Plugin[]) => void
}

/** The commands, signs and ways of the caret of one clause's editor: one can type before they are there. */
export function lateTools(editing: Editing, clauseId: string, kind: string): LateTools {
  if (here) return { first: here(editing, clauseId, kind), addTo: () => undefined }
  const held: ClipboardEvent[] = []
  return {
    first: [heldPastes(held)],
    addTo(view, configure) {
      const add = (tools: WritingTools) => {
        if (view.isDestroyed) return
        if (view.composing) {
          view.dom.addEventListener('compositionend', () => setTimeout(() => add(tools), composedMs), { once: true })
          return
        }
        readMoved(view)
        const state: EditorState = view.state.reconfigure({ plugins: configure(tools(editing, clauseId, kind)) })
        view.updateState(state)
        for (const paste of held.splice(0)) view.dom.dispatchEvent(paste)
      }
      // What is seen can be written in before more is asked for.
      afterFrame(() => void fetchTools().then(add)).ask()
    },
  }
}

/** What is pasted before the tools are there waits for them: they know what may come of it. */
const heldPastes = (held: ClipboardEvent[]) => new Plugin({
  props: {
    handlePaste(_view, { clipboardData }) {
      if (!clipboardData) return false
      // What a clipboard holds can be read only while it is being pasted.
      const data = new DataTransfer()
      for (const type of ['text/html', 'text/plain']) data.setData(type, clipboardData.getData(type))
      held.push(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
      return true
    },
  },
})

// What was composed is read from the page a moment after its end.
const composedMs = 100

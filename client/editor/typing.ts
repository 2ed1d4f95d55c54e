import { Plugin, PluginKey } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import type { LabelLanguage } from '#domain/text/languages.ts'
import { typographic } from './typography.ts'

/** What a rule has just written, and what the keyboard had said: until something else happens, Backspace goes back to it. */
interface Written { readonly from: number; readonly to: number; readonly typed: string }

const key = new PluginKey<Written | null>('typing')

/**
 * Typographic quotation marks and spaces while typing. Never touches what an input method or a dead key composes: only what one key
 * wrote by itself.
 */
export function typing(language: () => LabelLanguage, isOn: () => boolean): Plugin<Written | null> {
  let composed = false
  return new Plugin<Written | null>({
    key,
    state: {
      init: () => null,
      apply: (tr, written) => {
        const said: unknown = tr.getMeta(key)
        if (isWritten(said)) return said
        return tr.docChanged || tr.selectionSet ? null : written
      },
    },
    props: {
      handleDOMEvents: {
        compositionstart() {
          composed = true
          return false
        },
        keydown(_view, event) {
          composed = event.isComposing || event.key === 'Process' || event.key === 'Dead'
          return false
        },
      },
      handleTextInput: (view, from, to, text) => !view.composing && !composed && isOn() && write(view, from, to, text, language()),
      handleKeyDown: (view, event) => event.key === 'Backspace' && !event.ctrlKey && !event.metaKey && !event.altKey && takeBack(view),
    },
  })
}

const isWritten = (value: unknown): value is Written => typeof value === 'object' && value !== null && 'typed' in value

function write(view: EditorView, from: number, to: number, text: string, language: LabelLanguage): boolean {
  const $from = view.state.doc.resolve(from)
  if ($from.depth !== 1 || !$from.sameParent(view.state.doc.resolve(to))) return false
  const before = $from.parent.textBetween(0, $from.parentOffset, null, '\uFFFC')
  const replacement = typographic(before, text, language)
  if (!replacement) return false
  const start = from - replacement.removed
  const typed = before.slice(before.length - replacement.removed) + text
  const tr = view.state.tr.insertText(replacement.inserted, start, to)
  view.dispatch(tr.setMeta(key, { from: start, to: start + replacement.inserted.length, typed }).scrollIntoView())
  return true
}

function takeBack(view: EditorView): boolean {
  const written = key.getState(view.state)
  if (!written || view.composing || !view.state.selection.empty) return false
  view.dispatch(view.state.tr.insertText(written.typed, written.from, written.to).scrollIntoView())
  return true
}

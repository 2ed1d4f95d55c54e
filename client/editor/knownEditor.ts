import { type Command, Plugin } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import type { Editing } from './editing.ts'
import type { OpenEditor } from './openEditors.ts'
import { undoOf } from './ownUndo.ts'
import { tableOf } from './tablePlace.ts'
import type { WritingId } from './writingList.ts'

/** Makes the editor of a clause known to the page, with its commands. */
export const knownEditor = ({ doc, editors }: Editing, clauseId: string, commands: Readonly<Record<WritingId, Command>>) => new Plugin({
  view(view) {
    const editor = openEditor(view)
    const remove = editors.add(editor)
    const enter = () => editors.enter(editor)
    view.dom.addEventListener('focusin', enter)
    if (view.hasFocus()) enter()
    return {
      update: () => editors.tell(view),
      destroy() {
        view.dom.removeEventListener('focusin', enter)
        remove()
      },
    }

    function openEditor(of: EditorView): OpenEditor {
      const back = (step: 'undo' | 'redo') => () => {
        of.focus()
        undoOf(doc)[step]()
      }
      return {
        clauseId, view: of, isInTable: () => tableOf(of.state) !== null, undo: back('undo'), redo: back('redo'),
        can: (id) => commands[id](of.state),
        run(id) {
          of.focus()
          commands[id](of.state, of.dispatch, of)
        },
      }
    }
  },
})

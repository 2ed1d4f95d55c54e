import type { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import type { CrossReference } from '#domain/text/clauseContent.ts'
import { clausesOf } from '#domain/text/tree.ts'
import type { Preferences } from '#client/lib/preferences.ts'
import type { DraftText } from './draftText.ts'
import type { Highlight, Highlights } from './highlights.ts'
import type { Neighbours } from './neighbours.ts'
import { makeOpenEditors, type OpenEditors } from './openEditors.ts'
import { isCrowd, type Presence, presencesIn, type Presences } from './presence.ts'
import type { FormerNames } from './references/formerNames.ts'
import { makePicking, type Picking } from './references/picking.ts'
import type { Terms } from './terms.ts'
import { placeOf, type TextPlace } from './textPlace.ts'

export interface Caret { readonly person: Presence; readonly anchor: TextPlace; readonly head: TextPlace }

/** Words that the editor itself shows, in the reader's language. `deletedReference` has {name} where the name of what was deleted goes. */
export interface EditorWords { readonly brokenReference: string; readonly deletedReference: string; readonly emptyBlock: string; readonly emptyHeading: string }

/** Heard on the page when the caret comes to a cross-reference (`detail` is true) and when it leaves it. */
export const markedEvent = 'parley:reference'

/** What every clause of an open draft needs to draw itself and to be written in. One for each open text. */
export interface Editing {
  readonly doc: Y.Doc
  /** In which the law is written. */
  readonly language: DraftText['language']
  readonly awareness: Awareness
  readonly neighbours: Neighbours
  readonly presences: Presences
  readonly editors: OpenEditors
  readonly preferences: Preferences
  readonly fragmentOf: (clauseId: string) => Y.XmlFragment | null
  readonly referenceLabel: (reference: CrossReference) => string | null
  /** What stands over a provision: "Article 3". */
  readonly captionOf: (clauseId: string) => string | null
  readonly onStructure: (listener: () => void) => () => void
  /** What is shown for a reference whose target is gone: by the last name of it that is known. */
  readonly brokenLabel: (reference: CrossReference) => string
  readonly formerNames: FormerNames
  /** Told whenever it may have changed whether everything of mine is saved. */
  readonly onSaving: (listener: (isSaved: boolean) => void) => () => void
  readonly picking: Picking
  readonly highlights: (clauseId: string) => readonly Highlight[]
  readonly onHighlights: (listener: () => void) => () => void
  readonly caretsIn: (clauseId: string) => readonly Caret[]
  readonly terms: Terms
  readonly words: EditorWords
  /** Lets the words of others wait until what it gives is called: while a word is being composed. */
  readonly hold: () => () => void
  /** An editor went away while somebody was writing in it. */
  readonly caretLost: (clauseId: string) => void
  /** Somebody has written for a clause, and there was no editor that could take it. */
  readonly neverThere: (clauseId: string, keys: string) => void
}

export interface EditingParts {
  readonly awareness: Awareness
  readonly text: DraftText
  readonly neighbours: Neighbours
  readonly presences: Presences
  readonly highlights: Highlights
  readonly formerNames: FormerNames
  readonly terms: Terms
  readonly preferences: Preferences
  readonly words: EditorWords
  readonly hold: Editing['hold']
  readonly onSaving: Editing['onSaving']
  readonly caretLost: Editing['caretLost']
  readonly neverThere: Editing['neverThere']
}

export function makeEditing({ awareness, text, neighbours, presences, highlights, formerNames, preferences, terms, words, hold, onSaving, caretLost, neverThere }: EditingParts): Editing {
  return {
    doc: text.doc, language: text.language, awareness, neighbours, presences, formerNames, preferences, terms, words, hold, onSaving, caretLost, neverThere, editors: makeOpenEditors(), picking: makePicking(),
    fragmentOf(clauseId) {
      const fragment = clausesOf(text.doc).get(clauseId)
      return fragment instanceof Y.XmlFragment ? fragment : null
    },
    referenceLabel: (reference) => text.structure().labelOf(reference),
    captionOf: (clauseId) => text.clause(clauseId)?.label ?? null,
    onStructure: text.onStructure,
    brokenLabel(reference) {
      const name = formerNames.nameOf(reference)?.label
      return name ? words.deletedReference.replace('{name}', name) : words.brokenReference
    },
    highlights: highlights.inClause,
    onHighlights: highlights.subscribe,
    caretsIn: (clauseId) => caretsIn(text.doc, presences.here(), clauseId),
  }
}

export function caretsIn(doc: Y.Doc, here: readonly Presence[], clauseId: string): Caret[] {
  if (isCrowd(here)) return []
  return presencesIn(here, clauseId).flatMap((person) => {
    if (!person.caret) return []
    const head = placeOf(doc, person.caret.head)
    const anchor = placeOf(doc, person.caret.anchor)
    return head ? [{ person, head, anchor: anchor ?? head }] : []
  })
}

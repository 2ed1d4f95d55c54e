import { useSyncExternalStore } from 'react'
import type * as Y from 'yjs'
import { pasteDeskOf } from './pasteDesk.ts'
import { PastePreview } from './PastePreview.tsx'

/** Shows what was pasted into a draft and is more than a paragraph, until the person says what becomes of it. */
export default function Pasted({ doc }: { doc: Y.Doc }) {
  const desk = pasteDeskOf(doc)
  const asked = useSyncExternalStore(desk.subscribe, desk.asked)
  return asked && <PastePreview asked={asked} onDone={() => desk.ask(null)} />
}

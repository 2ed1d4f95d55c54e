import { useSyncExternalStore } from 'react'
import type * as Y from 'yjs'
import { later } from '#client/lib/later.tsx'
import { pasteDeskOf } from './pasteDesk.ts'

const PastePreview = later(() => import('./PastePreview.tsx'))

/** Shows what was pasted into a draft and is more than a paragraph, until the person says what becomes of it. */
export function Pasted({ doc }: { doc: Y.Doc }) {
  const desk = pasteDeskOf(doc)
  const asked = useSyncExternalStore(desk.subscribe, desk.asked)
  return asked && <PastePreview asked={asked} onDone={() => desk.ask(null)} />
}

import { useCallback, useSyncExternalStore } from 'react'
import { useStructure } from '#client/editor/draftReading.ts'
import type { OpenDraft } from '#client/editor/openDraft.ts'
import { type OpenedDraft, useOpenDraft } from '#client/editor/useOpenDraft.ts'
import { SyncNotices } from '#client/features/drafts/SyncNotices.tsx'
import { useMe } from '#client/lib/useMe.ts'
import type { DraftView } from '#domain/contract/drafts.ts'
import type { CrossReference } from '#domain/text/clauseContent.ts'
import { schemaVersion } from '#domain/text/kinds.ts'
import { useLabelLanguage } from '#client/lib/useLabelLanguage.ts'
import { useEditorWords } from '../useEditorWords.ts'
import { FirstLaw } from './FirstLaw.tsx'
import css from './read.module.css'
import { ReadLaw } from './ReadLaw.tsx'
import { usePrintAsked } from './usePrintAsked.ts'

/** The law with all that it has as it is now, and as others write it on. */
export default function LivingLaw({ draft }: { draft: DraftView }) {
  const me = useMe()
  const { room, generation } = draft.sync
  const opened = useOpenDraft(me && { room, generation, schema: schemaVersion, userId: me.user?.id ?? null }, draft.language, useEditorWords())
  return opened.open ? <OpenLaw draft={draft} open={opened.open} opened={opened} /> : <FirstLaw draft={draft} />
}

function OpenLaw({ draft, open: { text, editing }, opened }: { draft: DraftView; open: OpenDraft; opened: OpenedDraft }) {
  const language = useLabelLanguage()
  const reading = useStructure(text)
  // Names of what was deleted come from the server a moment later.
  const known = useSyncExternalStore(editing.formerNames.subscribe, editing.formerNames.known)
  const brokenLabel = useCallback((reference: CrossReference) => editing.brokenLabel(reference), [editing, known])
  usePrintAsked(draft.id)
  return (
    <main id="main" className={css.desk} tabIndex={-1}>
      <SyncNotices opened={opened} sync={draft.sync} labelOf={(id) => reading.labelOf({ target: id, block: null, form: 'full' }, language)} />
      <ReadLaw draft={draft} reading={reading} text={text} brokenLabel={brokenLabel} />
    </main>
  )
}

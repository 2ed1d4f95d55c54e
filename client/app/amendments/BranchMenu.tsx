import type { ReactElement } from 'react'
import type { ClauseReading } from '#client/editor/draftText.ts'
import type { OpenDraft } from '#client/editor/openDraft.ts'
import { StructureMenu } from '../draft/structure/StructureMenu.tsx'

/** What can be done with a clause in an amendment. */
export default function BranchMenu({ clause, open, children }: { clause: ClauseReading; open: OpenDraft; children: ReactElement }) {
  return <StructureMenu clause={clause} open={open}>{children}</StructureMenu>
}

import { useTranslation } from 'react-i18next'
import type { OpenDraft } from '#client/editor/openDraft.ts'
import { later } from '#client/lib/later.tsx'
import { useAnnounce } from '#client/ui/Announcer.tsx'
import { heardInText, type Shown, type WritingPlace, writingCommands } from '../draft/commands.ts'
import { entriesOf, focusedClause, useHeard } from '../draft/heard.ts'
import { Palette } from '../draft/Palette.tsx'
import type { Structuring } from '../draft/structure/structuring.ts'

const LinkDialog = later(() => import('../draft/LinkDialog.tsx'), { isForAll: false })
const TableDialog = later(() => import('../draft/TableDialog.tsx'), { isForAll: false })

interface BranchCommandsProps {
  readonly open: OpenDraft
  readonly structuring: Structuring | null
  /** The clause that was written in last. */
  readonly current: () => string | null
  readonly shown: Shown
  readonly onShow: (what: Shown) => void
}

/** The draft page's commands that change the text, with their keys, for the branch of an amendment. */
export default function BranchCommands({ open, structuring, current, shown, onShow }: BranchCommandsProps) {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const { editors } = open.editing
  const placeNow = (): WritingPlace => ({ t, open, active: editors.active(), whyNoEdit: '', structuring, clauseId: focusedClause() ?? current(), show: onShow, announce })
  useHeard(heardInText, editors, placeNow)
  const close = () => onShow(null)
  return (
    <>
      <Palette opened={shown === 'palette'} entries={() => entriesOf(writingCommands, placeNow(), placeNow)} onClose={close} />
      <LinkDialog opened={shown === 'link'} editor={editors.active()} onClose={close} />
      <TableDialog opened={shown === 'table'} editor={editors.active()} onClose={close} />
    </>
  )
}

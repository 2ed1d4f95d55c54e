import { Menu } from '@mantine/core'
import { IconArrowsVertical, IconChevronLeft, IconChevronRight, IconCut, IconJoinStraight, IconQuote, IconRowInsertBottom, IconTrash } from '@tabler/icons-react'
import { type ReactElement, type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ClauseReading } from '#client/editor/draftText.ts'
import type { OpenDraft } from '#client/editor/openDraft.ts'
import { previousOf } from '#domain/text/places.ts'
import { readTree } from '#domain/text/tree.ts'
import { caretBlockIn } from './caretBlock.ts'
import { InsertItems } from './InsertItems.tsx'
import { MoveItems } from './MoveItems.tsx'
import { isDivided, type WhyNot, whyNotJoin, whyNotRemove, whyNotSplit } from './structureReasons.ts'
import { type Structuring, useStructuring } from './structuring.ts'

interface StructureMenuProps {
  readonly clause: ClauseReading
  readonly open: OpenDraft
  /** What else can be done with the clause, above the changes of structure; it leads to `page`, where there is one. */
  readonly above?: (toPage: () => void) => ReactNode
  readonly page?: ReactNode
  /** Why the person may not change the structure, said of what would. */
  readonly whyNot?: string
  readonly children: ReactElement
}

type Page = 'acts' | 'insert' | 'move' | 'own'
const small = { size: 16, 'aria-hidden': true } as const

/** The menu of a whole clause. What may not be done stays in the list with its reason. */
export function StructureMenu({ clause, open, above, page: own, whyNot = '', children }: StructureMenuProps) {
  const { t } = useTranslation()
  const structuring = useStructuring()
  const [page, setPage] = useState<Page>('acts')
  const list = useRef<HTMLDivElement>(null)
  const isFirst = useRef(true)
  // Whoever goes from one page to another by keyboard goes on from its first item.
  useEffect(() => {
    if (!isFirst.current) list.current?.querySelector<HTMLElement>('[data-menu-item]:not([data-disabled])')?.focus()
    isFirst.current = false
  }, [page])
  const back = (
    <>
      <Menu.Item closeMenuOnClick={false} leftSection={<IconChevronLeft {...small} />} onClick={() => setPage('acts')}>{t('structure.back')}</Menu.Item>
      <Menu.Divider />
    </>
  )
  return (
    <Menu position="bottom-end" withinPortal defaultOpened onExitTransitionEnd={() => setPage('acts')}>
      <Menu.Target>{children}</Menu.Target>
      <Menu.Dropdown ref={list} mah="calc(100dvh - 2rem)" style={{ overflowY: 'auto' }}>
        {page === 'acts' && <>{above?.(() => setPage('own'))}{structuring ? <StructureItems clause={clause} open={open} structuring={structuring} onPage={setPage} /> : whyNot !== '' && <NoStructureItems reason={whyNot} />}</>}
        {page === 'own' && <>{back}{own}</>}
        {page === 'insert' && structuring && <>{back}<InsertItems clause={clause} structuring={structuring} /></>}
        {page === 'move' && structuring && <>{back}<MoveItems clauseId={clause.id} open={open} structuring={structuring} /></>}
      </Menu.Dropdown>
    </Menu>
  )
}

/** For whoever may not change the structure: that there is such a thing, and why not. */
function NoStructureItems({ reason }: { reason: string }) {
  const { t } = useTranslation()
  return (
    <>
      <Menu.Item leftSection={<IconRowInsertBottom {...small} />} disabled title={reason}>{t('structure.insert')}</Menu.Item>
      <Menu.Item leftSection={<IconArrowsVertical {...small} />} disabled title={reason}>{t('structure.move')}</Menu.Item>
    </>
  )
}

interface StructureItemsProps { readonly clause: ClauseReading; readonly open: OpenDraft; readonly structuring: Structuring; readonly onPage: (page: Page) => void }

function StructureItems({ clause: { id, kind }, open, structuring, onPage }: StructureItemsProps) {
  const { t } = useTranslation()
  const { whyNot, nameOf, split, join, remove } = structuring
  const reason = whyNot(id)
  const { editors } = open.editing
  const [after] = useState(() => caretBlockIn(editors, id))
  const previous = previousOf(readTree(open.text.doc), id)
  const divides = isDivided(kind)
  const sentence = ({ key, name }: WhyNot) => reason || (key === '' ? '' : t(key, { name }))
  const item = (label: string, Icon: typeof IconCut, because: string, act: () => void, staysOpen = false) => (
    <Menu.Item leftSection={<Icon {...small} />} rightSection={staysOpen && <IconChevronRight {...small} />} closeMenuOnClick={!staysOpen} disabled={because !== ''} title={because} onClick={act}>{label}</Menu.Item>
  )
  return (
    <>
      {item(t('structure.insert'), IconRowInsertBottom, whyNot(null), () => onPage('insert'), true)}
      {kind !== 'title' && item(t('structure.move'), IconArrowsVertical, reason, () => onPage('move'), true)}
      {after !== null && reason === '' && item(t('commands.reference'), IconQuote, '', () => setTimeout(() => editors.active()?.run('reference'), 60))}
      {divides && item(t('structure.splitHere'), IconCut, sentence(whyNotSplit(open.text, structuring, id, after)), () => { if (after) split(id, after) })}
      {divides && previous && item(t('structure.joinTo', { name: nameOf(previous.id) }), IconJoinStraight, sentence(whyNotJoin(open.text, structuring, id)), () => join(id))}
      {kind !== 'title' && item(t('structure.remove', { name: nameOf(id) }), IconTrash, sentence(whyNotRemove(open.text, structuring, id)), () => remove(id))}
    </>
  )
}

import { Menu } from '@mantine/core'
import { type ReactElement, useEffect, useRef, useState } from 'react'
import { IconArrowsVertical, IconCheckbox, IconChevronLeft, IconChevronRight, IconCut, IconJoinStraight, IconLink, IconMessageCircle, IconPencilPlus, IconQuote, IconRowInsertBottom, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { ClauseReading } from '#client/editor/draftText.ts'
import type { OpenDraft } from '#client/editor/openDraft.ts'
import { useReason } from '#client/lib/reasons.ts'
import { useCan } from '#client/lib/useCan.ts'
import type { Subject } from '#domain/charter/conditions.ts'
import { previousOf } from '#domain/text/places.ts'
import { readTree } from '#domain/text/tree.ts'
import { caretBlockIn } from './structure/caretBlock.ts'
import { InsertItems } from './structure/InsertItems.tsx'
import { MoveItems } from './structure/MoveItems.tsx'
import { isDivided, type WhyNot, whyNotJoin, whyNotRemove, whyNotSplit } from './structure/structureReasons.ts'
import { type Structuring, useStructuring } from './structure/structuring.ts'

export interface ClauseMenuProps {
  readonly clause: ClauseReading
  readonly draftId: string
  readonly open: OpenDraft
  readonly subject: Subject
  readonly onComment: () => void
}

type Page = 'acts' | 'insert' | 'move'
const small = { size: 16, 'aria-hidden': true } as const

/** What can be done with a whole clause. What may not be done stays in the list with its reason. */
export default function ClauseMenu({ children, ...menu }: ClauseMenuProps & { children: ReactElement }) {
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
    <Menu position="bottom-end" withinPortal defaultOpened onClose={() => setPage('acts')}>
      <Menu.Target>{children}</Menu.Target>
      <Menu.Dropdown ref={list} mah="calc(100dvh - 2rem)" style={{ overflowY: 'auto' }}>
        {page === 'acts' && <Acts {...menu} onPage={setPage} />}
        {page === 'insert' && structuring && <>{back}<InsertItems clause={menu.clause} structuring={structuring} /></>}
        {page === 'move' && structuring && <>{back}<MoveItems clauseId={menu.clause.id} open={menu.open} structuring={structuring} /></>}
      </Menu.Dropdown>
    </Menu>
  )
}

function Acts({ clause, draftId, open, subject, onComment, onPage }: ClauseMenuProps & { onPage: (page: Page) => void }) {
  const { t } = useTranslation()
  const [, navigate] = useLocation()
  const why = useReason()
  const structuring = useStructuring()
  const edit = useCan('clause.edit', subject)
  const comment = useCan('comment.write', subject)
  const amend = useCan('amendment.move', subject)
  const propose = useCan('proposal.open', subject)
  const isCommented = clause.kind !== 'chapter' && clause.kind !== 'title'
  return (
    <>
      {isCommented && <Menu.Item leftSection={<IconMessageCircle {...small} />} disabled={!comment.allowed} title={why(comment, 'comment.write')} onClick={onComment}>{t('clauses.comment')}</Menu.Item>}
      {isCommented && <Menu.Item leftSection={<IconPencilPlus {...small} />} disabled={!amend.allowed} title={why(amend, 'amendment.move')} onClick={() => navigate(`/drafts/${draftId}/amendments/new?clause=${clause.id}`)}>{t('amendments.suggest')}</Menu.Item>}
      {isCommented && <Menu.Item leftSection={<IconCheckbox {...small} />} disabled={!propose.allowed || Boolean(subject.clause?.atRestFor)} title={why(propose, 'proposal.open')} onClick={() => navigate(`/drafts/${draftId}/proposals/new?clause=${clause.id}`)}>{t('clauses.vote')}</Menu.Item>}
      <Menu.Item leftSection={<IconLink {...small} />} onClick={() => navigator.clipboard.writeText(`${location.origin}/drafts/${draftId}#clause-${clause.id}`)}>{t('clauses.copyLink')}</Menu.Item>
      {structuring ? <StructureItems clause={clause} open={open} structuring={structuring} onPage={onPage} /> : <NoStructureItems reason={why(edit, 'clause.edit')} />}
    </>
  )
}

/** For whoever may not change the structure: that there is such a thing, and why not. */
function NoStructureItems({ reason }: { reason: string }) {
  const { t } = useTranslation()
  return (
    <>
      <Menu.Divider />
      <Menu.Item leftSection={<IconRowInsertBottom {...small} />} disabled title={reason}>{t('structure.insert')}</Menu.Item>
      <Menu.Item leftSection={<IconArrowsVertical {...small} />} disabled title={reason}>{t('structure.move')}</Menu.Item>
    </>
  )
}

interface StructureItemsProps extends Pick<ClauseMenuProps, 'clause' | 'open'> { readonly structuring: Structuring; readonly onPage: (page: Page) => void }

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
      <Menu.Divider />
      {item(t('structure.insert'), IconRowInsertBottom, whyNot(null), () => onPage('insert'), true)}
      {kind !== 'title' && item(t('structure.move'), IconArrowsVertical, reason, () => onPage('move'), true)}
      {after !== null && reason === '' && item(t('commands.reference'), IconQuote, '', () => setTimeout(() => editors.active()?.run('reference'), 60))}
      {divides && item(t('structure.splitHere'), IconCut, sentence(whyNotSplit(open.text, structuring, id, after)), () => { if (after) split(id, after) })}
      {divides && previous && item(t('structure.joinTo', { name: nameOf(previous.id) }), IconJoinStraight, sentence(whyNotJoin(open.text, structuring, id)), () => join(id))}
      {kind !== 'title' && item(t('structure.remove', { name: nameOf(id) }), IconTrash, sentence(whyNotRemove(open.text, structuring, id)), () => remove(id))}
    </>
  )
}

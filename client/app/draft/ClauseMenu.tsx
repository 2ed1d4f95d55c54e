import { Menu } from '@mantine/core'
import { IconCheckbox, IconChevronRight, IconEraser, IconLink, IconMessageCircle, IconPencil, IconPencilPlus, IconPlaylistAdd, IconPlaylistX } from '@tabler/icons-react'
import { type ReactElement, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { ClauseReading } from '#client/editor/draftText.ts'
import type { OpenDraft } from '#client/editor/openDraft.ts'
import { suggestAddress } from '#client/features/amendments/beginning.ts'
import { later } from '#client/lib/later.tsx'
import { useReason } from '#client/lib/reasons.ts'
import { useCan } from '#client/lib/useCan.ts'
import type { Subject } from '#domain/charter/conditions.ts'
import { StructureMenu } from './structure/StructureMenu.tsx'

export interface ClauseMenuProps {
  readonly clause: ClauseReading
  readonly draftId: string
  readonly open: OpenDraft
  readonly subject: Subject
  readonly onComment: () => void
  readonly name: string
}

// For whoever may correct adopted words.
const CorrectionDialog = later(() => import('#client/features/versions/CorrectionDialog.tsx'), { isForAll: false })

const small = { size: 16, 'aria-hidden': true } as const

/** What can be done with a clause of the draft. */
export default function ClauseMenu({ children, ...menu }: ClauseMenuProps & { children: ReactElement }) {
  const why = useReason()
  const edit = useCan('clause.edit', menu.subject)
  const [corrects, setCorrects] = useState<boolean | null>(null)
  return (
    <>
      <StructureMenu
        clause={menu.clause} open={menu.open} above={(toPage) => <><Acts {...menu} onSuggest={toPage} onCorrect={() => setCorrects(true)} /><Menu.Divider /></>} page={<Suggestions {...menu} />}
        whyNot={why(edit, 'clause.edit')}
      >
        {children}
      </StructureMenu>
      {corrects !== null && <CorrectionDialog draftId={menu.draftId} clause={{ id: menu.clause.id, name: menu.name }} opened={corrects} onClose={() => setCorrects(false)} />}
    </>
  )
}

function Acts({ clause, draftId, subject, onComment, onSuggest, onCorrect }: ClauseMenuProps & { onSuggest: () => void; onCorrect: () => void }) {
  const { t } = useTranslation()
  const [, navigate] = useLocation()
  const why = useReason()
  const comment = useCan('comment.write', subject)
  const amend = useCan('amendment.move', subject)
  const propose = useCan('proposal.open', subject)
  const correct = useCan('clause.correct', subject)
  const isCommented = clause.kind !== 'chapter' && clause.kind !== 'title'
  return (
    <>
      {isCommented && <Menu.Item leftSection={<IconMessageCircle {...small} />} disabled={!comment.allowed} title={why(comment, 'comment.write')} onClick={onComment}>{t('clauses.comment')}</Menu.Item>}
      {clause.kind !== 'title' && <Menu.Item leftSection={<IconPencilPlus {...small} />} rightSection={<IconChevronRight {...small} />} closeMenuOnClick={false} disabled={!amend.allowed} title={why(amend, 'amendment.move')} onClick={onSuggest}>{t('amendments.suggest')}</Menu.Item>}
      {isCommented && <Menu.Item leftSection={<IconCheckbox {...small} />} disabled={!propose.allowed || Boolean(subject.clause?.atRestFor)} title={why(propose, 'proposal.open')} onClick={() => navigate(`/drafts/${draftId}/proposals/new?clause=${clause.id}`)}>{t('clauses.vote')}</Menu.Item>}
      {correct.allowed && <Menu.Item leftSection={<IconEraser {...small} />} onClick={onCorrect}>{t('versions.correct')}</Menu.Item>}
      <Menu.Item leftSection={<IconLink {...small} />} onClick={() => navigator.clipboard.writeText(`${location.origin}/drafts/${draftId}#clause-${clause.id}`)}>{t('clauses.copyLink')}</Menu.Item>
    </>
  )
}

/** By what an amendment can begin here. */
function Suggestions({ clause, draftId }: ClauseMenuProps) {
  const { t } = useTranslation()
  const [, navigate] = useLocation()
  return (
    <>
      <Menu.Item leftSection={<IconPencil {...small} />} onClick={() => navigate(suggestAddress(draftId, clause.id, 'change'))}>{t('amendments.suggestWords')}</Menu.Item>
      <Menu.Item leftSection={<IconPlaylistAdd {...small} />} onClick={() => navigate(suggestAddress(draftId, clause.id, 'insert'))}>{t('amendments.suggestInsert')}</Menu.Item>
      <Menu.Item leftSection={<IconPlaylistX {...small} />} onClick={() => navigate(suggestAddress(draftId, clause.id, 'remove'))}>{t('amendments.suggestRemove')}</Menu.Item>
    </>
  )
}

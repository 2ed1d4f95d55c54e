import { Menu } from '@mantine/core'
import type { ReactElement } from 'react'
import { IconCheckbox, IconLink, IconMessageCircle, IconRowInsertBottom, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { ClauseReading } from '#client/editor/draftText.ts'
import type { OpenDraft } from '#client/editor/openDraft.ts'
import { useReason } from '#client/lib/reasons.ts'
import { useCan } from '#client/lib/useCan.ts'
import type { Subject } from '#domain/charter/conditions.ts'
import { insertArticleAfter, isEmptyClause, removeArticle } from './clauseActs.ts'

export interface ClauseMenuProps {
  readonly clause: ClauseReading
  readonly draftId: string
  readonly open: OpenDraft
  readonly subject: Subject
  readonly mayEdit: boolean
  readonly onComment: () => void
}


/** What can be done with a whole clause. What may not be done stays in the list with its reason. */
export default function ClauseMenu({ clause, draftId, open, subject, mayEdit, onComment, children }: ClauseMenuProps & { children: ReactElement }) {
  const { t } = useTranslation()
  const [, navigate] = useLocation()
  const why = useReason()
  const comment = useCan('comment.write', subject)
  const edit = useCan('clause.edit', subject)
  const propose = useCan('proposal.open', subject)
  const { doc } = open.text
  const isEmpty = isEmptyClause(clause)
  const insert = () => {
    const id = insertArticleAfter(doc, clause)
    // A closing menu gives the focus back to its button 10 ms later.
    setTimeout(() => open.editing.neighbours.focus(id, 'start'), 60)
  }
  return (
      <Menu position="bottom-end" withinPortal defaultOpened>
        <Menu.Target>{children}</Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconMessageCircle size={16} aria-hidden />} disabled={!comment.allowed} title={why(comment, 'comment.write')} onClick={onComment}>{t('clauses.comment')}</Menu.Item>
          <Menu.Item leftSection={<IconCheckbox size={16} aria-hidden />} disabled={!propose.allowed || Boolean(subject.clause?.atRestFor)} title={why(propose, 'proposal.open')} onClick={() => navigate(`/drafts/${draftId}/proposals/new?clause=${clause.id}`)}>{t('clauses.vote')}</Menu.Item>
          <Menu.Item leftSection={<IconLink size={16} aria-hidden />} onClick={() => navigator.clipboard.writeText(`${location.origin}/drafts/${draftId}#clause-${clause.id}`)}>{t('clauses.copyLink')}</Menu.Item>
          {clause.kind === 'article' && (
            <>
              <Menu.Divider />
              <Menu.Item leftSection={<IconRowInsertBottom size={16} aria-hidden />} disabled={!mayEdit} title={why(edit, 'clause.edit')} onClick={insert}>{t('clauses.insertAfter')}</Menu.Item>
              <Menu.Item leftSection={<IconTrash size={16} aria-hidden />} disabled={!mayEdit || !isEmpty} title={isEmpty ? why(edit, 'clause.edit') : t('clauses.removeNotEmpty')} onClick={() => removeArticle(doc, clause)}>{t('clauses.remove')}</Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
  )
}

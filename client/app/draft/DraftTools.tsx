import { Button } from '@mantine/core'
import { IconBook2, IconHistory, IconListSearch, IconListTree } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { OpenDraft } from '#client/editor/openDraft.ts'
import type { OpenedDraft } from '#client/editor/useOpenDraft.ts'
import type { PeopleActs } from '#client/features/drafts/peopleHere.ts'
import { SaveMark } from '#client/features/drafts/SaveMark.tsx'
import { later } from '#client/lib/later.tsx'
import css from './draft.module.css'
import { readingAddress } from './read/addresses.ts'

const HereNow = later(() => import('#client/features/drafts/HereNow.tsx'))

interface DraftToolsProps {
  readonly draftId: string
  readonly open: OpenDraft
  readonly opened: OpenedDraft
  readonly mayEdit: boolean
  /** Null as long as the commands of the page are not there. */
  readonly people: PeopleActs | null
  readonly nameOf: (clauseId: string) => string
  readonly onOutline: () => void
  readonly onCommands: () => void
}

/** Whether my words are kept, who is here, the ways to read it, to its history, to all commands, and to the outline where it has no column. */
export function DraftTools({ draftId, open, opened, mayEdit, people, nameOf, onOutline, onCommands }: DraftToolsProps) {
  const { t } = useTranslation()
  return (
    <>
      <SaveMark opened={opened} mayEdit={mayEdit} />
      <HereNow presences={open.editing.presences} acts={people} nameOf={nameOf} />
      <Button component={Link} to={readingAddress(draftId)} className={`${css.historyButton} ${css.readButton}`} size="xs" variant="default" title={t('reading.openTitle')} aria-keyshortcuts="Control+Alt+R" leftSection={<IconBook2 size={16} aria-hidden />}><span className={css.historyWord}>{t('reading.open')}</span></Button>
      <Button className={css.historyButton ?? ''} size="xs" variant="default" title={t('commands.palette')} aria-haspopup="dialog" aria-keyshortcuts="Control+K" leftSection={<IconListSearch size={16} aria-hidden />} onClick={onCommands}><span className={css.historyWord}>{t('commands.palette')}</span></Button>
      <Button component={Link} to={`/drafts/${draftId}/history`} className={css.historyButton ?? ''} size="xs" variant="default" title={t('versions.open')} leftSection={<IconHistory size={16} aria-hidden />}><span className={css.historyWord}>{t('versions.open')}</span></Button>
      <Button className={css.outlineButton ?? ''} size="xs" variant="default" leftSection={<IconListTree size={16} aria-hidden />} onClick={onOutline}>{t('drafts.openOutline')}</Button>
    </>
  )
}

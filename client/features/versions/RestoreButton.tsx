import { IconRestore } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useReason } from '#client/lib/reasons.ts'
import { useCan } from '#client/lib/useCan.ts'
import { later } from '#client/lib/later.tsx'
import { ReasonedButton } from '#client/ui/ReasonedButton.tsx'
import type { Subject } from '#domain/charter/conditions.ts'

const RestoreDialog = later(() => import('./RestoreDialog.tsx'))

interface RestoreButtonProps {
  readonly subject: Subject
  readonly seq: number
  /** The time of that moment, in words. */
  readonly when: string
  /** The one clause to bring back; the whole draft without. */
  readonly clause?: { readonly id: string; readonly name: string; readonly atRestFor: string | null }
  /** Why there is nothing to bring back, where there is not. */
  readonly whyNot?: string
}

/** Brings words of a past moment back; says why not to whoever may not write now. */
export function RestoreButton({ subject, seq, when, clause, whyNot = '' }: RestoreButtonProps) {
  const { t } = useTranslation()
  const why = useReason()
  const mayRestore = useCan('version.restore', subject)
  const mayEdit = useCan('clause.edit', clause ? { ...subject, clause } : subject)
  // Once fetched it stays: the browser gives the focus back when a dialog closes, not when it goes.
  const [asked, setAsked] = useState(false)
  const [opened, setOpened] = useState(false)
  const size = clause ? 'compact-xs' : 'xs'
  return (
    <>
      <ReasonedButton
        size={size} variant={clause ? 'subtle' : 'default'} leftSection={<IconRestore size={15} stroke={1.6} aria-hidden />} reason={why(mayRestore, 'version.restore') || why(mayEdit, 'clause.edit') || whyNot}
        aria-label={clause ? t('versions.restoreOf', { clause: clause.name }) : t('versions.restoreAll')} onClick={() => { setAsked(true); setOpened(true) }}
      >
        {t(clause ? 'versions.restoreClause' : 'versions.restoreAll')}
      </ReasonedButton>
      {asked && <RestoreDialog draftId={subject.draftId ?? ''} seq={seq} when={when} clause={clause ?? null} opened={opened} onClose={() => setOpened(false)} />}
    </>
  )
}

import { IconBookmarkPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { later } from '#client/lib/later.tsx'
import { useReason } from '#client/lib/reasons.ts'
import { useCan } from '#client/lib/useCan.ts'
import { ReasonedButton } from '#client/ui/ReasonedButton.tsx'
import type { Subject } from '#domain/charter/conditions.ts'
import { RestoreButton } from './RestoreButton.tsx'
import css from './versions.module.css'

const NameVersion = later(() => import('./NameVersion.tsx'))

/** What can be done with the moment that is shown: name it, bring the whole text of it back. */
export function MomentActs({ draftId, subject, seq, when, isPresent }: { draftId: string; subject: Subject; seq: number; when: string; isPresent: boolean }) {
  const { t } = useTranslation()
  const why = useReason()
  const may = useCan('version.name', subject)
  const [asked, setAsked] = useState(false)
  const [opened, setOpened] = useState(false)
  return (
    <div className={css.acts}>
      <ReasonedButton size="xs" variant="default" leftSection={<IconBookmarkPlus size={16} stroke={1.6} aria-hidden />} reason={why(may, 'version.name')} onClick={() => { setAsked(true); setOpened(true) }}>{t('versions.nameThis')}</ReasonedButton>
      <RestoreButton subject={subject} seq={seq} when={when} whyNot={isPresent ? t('versions.isPresent') : ''} />
      {asked && <NameVersion draftId={draftId} seq={seq} when={when} opened={opened} onClose={() => setOpened(false)} />}
    </div>
  )
}

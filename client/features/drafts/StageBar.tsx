import { Button } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { later } from '#client/lib/later.tsx'
import { useReason } from '#client/lib/reasons.ts'
import { useCan } from '#client/lib/useCan.ts'
import { ReasonedButton } from '#client/ui/ReasonedButton.tsx'
import { StageSteps } from '#client/ui/StageSteps.tsx'
import type { DraftView } from '#domain/contract/drafts.ts'
import css from './drafts.module.css'

const MoveStage = later(() => import('./MoveStage.tsx'))

/** Where the draft stands on its way; a facilitator moves it from here. */
export function StageBar({ draft, note, children }: { draft: DraftView; note: string; children?: ReactNode }) {
  const { t } = useTranslation()
  return (
    <div className={css.stageBar} role="region" aria-label={t('drafts.stage')}>
      <StageSteps stage={draft.stage} />
      <span className={css.grow} />
      <span className={css.stageNote}>{note}</span>
      {children}
      <Move draft={draft} />
    </div>
  )
}

function Move({ draft }: { draft: DraftView }) {
  const { t } = useTranslation()
  const may = useCan('draft.advance', { workspaceId: draft.workspaceId, draftId: draft.id, stage: draft.stage })
  const why = useReason()
  const [asked, setAsked] = useState(false)
  if (!may.allowed) return <ReasonedButton className={css.moveClosed ?? ''} size="xs" variant="default" reason={why(may, 'draft.advance')} onClick={() => undefined}>{t('drafts.move')}</ReasonedButton>
  const button = (
    <Button size="xs" variant="default" rightSection={<IconChevronDown size={14} aria-hidden />} {...(!asked && { 'aria-haspopup': 'menu', 'aria-expanded': false, onClick: () => setAsked(true) })}>
      <span className={css.moveWords}>{t('drafts.move')}</span><span className={css.moveShort} aria-hidden>{t('drafts.moveShort')}</span>
    </Button>
  )
  return asked ? <MoveStage until={button} draft={draft}>{button}</MoveStage> : button
}

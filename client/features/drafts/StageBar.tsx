import { Button, Menu } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useReason } from '#client/lib/reasons.ts'
import { useCan } from '#client/lib/useCan.ts'
import { Confirm } from '#client/ui/Confirm.tsx'
import { ReasonedButton } from '#client/ui/ReasonedButton.tsx'
import { RefusalNote } from '#client/ui/RefusalNote.tsx'
import { StageSteps, useStageNames } from '#client/ui/StageSteps.tsx'
import { type Stage, stages } from '#domain/charter/roles.ts'
import type { DraftView } from '#domain/contract/drafts.ts'
import { useAdvance } from './drafts.api.ts'
import css from './drafts.module.css'

/** The stages next to this one: the way goes one step on, or one step back. */
export const neighboursOf = (stage: Stage): readonly Stage[] => {
  const at = stages.indexOf(stage)
  return stages.filter((_stage, index) => Math.abs(index - at) === 1).reverse()
}

/** Where the draft stands on its way; a facilitator moves it from here. */
export function StageBar({ draft, note, children }: { draft: DraftView; note: string; children?: ReactNode }) {
  const { t } = useTranslation()
  return (
    <div className={css.stageBar} role="region" aria-label={t('drafts.stage')}>
      <StageSteps stage={draft.stage} />
      <span className={css.grow} />
      <span className={css.stageNote}>{note}</span>
      {children}
      <MoveStage draft={draft} />
    </div>
  )
}

function MoveStage({ draft }: { draft: DraftView }) {
  const { t } = useTranslation()
  const names = useStageNames()
  const may = useCan('draft.advance', { workspaceId: draft.workspaceId, draftId: draft.id, stage: draft.stage })
  const why = useReason()
  const advance = useAdvance(draft.id)
  const [chosen, setChosen] = useState<Stage | null>(null)
  if (!may.allowed) return <ReasonedButton size="xs" variant="default" reason={why(may, 'draft.advance')} onClick={() => undefined}>{t('drafts.move')}</ReasonedButton>
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target><Button size="xs" variant="default" rightSection={<IconChevronDown size={14} aria-hidden />}>{t('drafts.move')}</Button></Menu.Target>
        <Menu.Dropdown>
          {neighboursOf(draft.stage).map((stage) => <Menu.Item key={stage} onClick={() => setChosen(stage)}>{t('drafts.moveTo', { stage: names[stage] })}</Menu.Item>)}
        </Menu.Dropdown>
      </Menu>
      <Confirm
        opened={chosen !== null} title={t('drafts.moveTitle', { stage: chosen ? names[chosen] : '' })} action={t('drafts.moveTo', { stage: chosen ? names[chosen] : '' })} busy={advance.isPending}
        onClose={() => { setChosen(null); advance.reset() }}
        onConfirm={() => { if (chosen) advance.mutate({ stage: chosen }, { onSuccess: () => setChosen(null) }) }}
      >
        <p>{chosen && t(meaning[chosen])}</p>
        <RefusalNote error={advance.error} />
      </Confirm>
    </>
  )
}

const meaning: Record<Stage, string> = {
  drafting: 'drafts.means.drafting', consultation: 'drafts.means.consultation', deliberation: 'drafts.means.deliberation',
  voting: 'drafts.means.voting', adopted: 'drafts.means.adopted',
}

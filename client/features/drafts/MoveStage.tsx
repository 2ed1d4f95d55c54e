import { Menu } from '@mantine/core'
import { type ReactElement, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Hindrances } from '#client/lib/Hindrances.tsx'
import { Confirm } from '#client/ui/Confirm.tsx'
import { RefusalNote } from '#client/ui/RefusalNote.tsx'
import { useStageNames } from '#client/ui/StageSteps.tsx'
import { type Stage, stages } from '#domain/charter/roles.ts'
import type { DraftView } from '#domain/contract/drafts.ts'
import { useAdvance } from './drafts.api.ts'

/** The stages next to this one: the way goes one step on, or one step back. */
export const neighboursOf = (stage: Stage): readonly Stage[] => {
  const at = stages.indexOf(stage)
  return stages.filter((_stage, index) => Math.abs(index - at) === 1).reverse()
}

/** Where the draft can go from here, and the question before it goes. */
export default function MoveStage({ draft, children }: { draft: DraftView; children: ReactElement }) {
  const { t } = useTranslation()
  const names = useStageNames()
  const advance = useAdvance(draft.id)
  const [chosen, setChosen] = useState<Stage | null>(null)
  return (
    <>
      <Menu position="bottom-end" defaultOpened>
        <Menu.Target>{children}</Menu.Target>
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
        <Hindrances error={advance.error} draftId={draft.id} onGo={() => { setChosen(null); advance.reset() }} />
      </Confirm>
    </>
  )
}

const meaning: Record<Stage, string> = {
  drafting: 'drafts.means.drafting', consultation: 'drafts.means.consultation', deliberation: 'drafts.means.deliberation',
  voting: 'drafts.means.voting', adopted: 'drafts.means.adopted',
}

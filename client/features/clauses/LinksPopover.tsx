import { Button, Checkbox, Popover } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocalized } from '#client/lib/format.ts'
import { useReason } from '#client/lib/reasons.ts'
import { useCan } from '#client/lib/useCan.ts'
import { ReasonedButton } from '#client/ui/ReasonedButton.tsx'
import { RefusalNote } from '#client/ui/RefusalNote.tsx'
import type { Subject } from '#domain/charter/conditions.ts'
import type { ChallengesView } from '#domain/contract/challenges.ts'
import type { ClauseView } from '#domain/contract/drafts.ts'
import { useLinkClause } from './clauses.api.ts'
import css from './clauses.module.css'

interface LinksPopoverProps { readonly clause: ClauseView; readonly label: string; readonly draftId: string; readonly all: ChallengesView; readonly subject: Subject }

/** Which challenges and measures a clause answers, kept as one whole when the box is closed with "Save". */
export function LinksPopover({ clause, label, draftId, all, subject }: LinksPopoverProps) {
  const { t } = useTranslation()
  const localized = useLocalized()
  const may = useCan('clause.link', subject)
  const why = useReason()
  const link = useLinkClause(draftId)
  const [opened, setOpened] = useState(false)
  const [challengeIds, setChallengeIds] = useState<string[]>([])
  const [measureIds, setMeasureIds] = useState<string[]>([])
  const show = () => {
    setChallengeIds([...clause.challengeIds])
    setMeasureIds([...clause.measureIds])
    link.reset()
    setOpened(true)
  }
  const save = () => link.mutate({ clauseId: clause.id, challengeIds, measureIds }, { onSuccess: () => setOpened(false) })
  const plus = <IconPlus size={13} aria-hidden />
  const name = t('clauses.linkLabel', { clause: label })
  if (!may.allowed) return <ReasonedButton size="compact-xs" variant="subtle" leftSection={plus} aria-label={name} reason={why(may, 'clause.link')} onClick={show}>{t('clauses.link')}</ReasonedButton>
  return (
    <Popover opened={opened} onChange={setOpened} width={340} position="bottom-start" trapFocus returnFocus withinPortal>
      <Popover.Target>
        <Button size="compact-xs" variant="subtle" leftSection={plus} aria-label={name} onClick={show}>{t('clauses.link')}</Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Checkbox.Group label={t('clauses.challenges')} value={challengeIds} onChange={setChallengeIds}>
          <div className={css.choices}>{all.challenges.map((challenge) => <Checkbox key={challenge.id} size="xs" value={challenge.id} label={localized(challenge.label)} />)}</div>
        </Checkbox.Group>
        <Checkbox.Group mt="sm" label={t('clauses.measures')} value={measureIds} onChange={setMeasureIds}>
          <div className={css.choices}>{all.measures.map((measure) => <Checkbox key={measure.id} size="xs" value={measure.id} label={localized(measure.label)} />)}</div>
        </Checkbox.Group>
        <RefusalNote error={link.error} />
        <div className={css.row}>
          <Button size="xs" loading={link.isPending} onClick={save}>{t('clauses.save')}</Button>
          <Button size="xs" variant="subtle" onClick={() => setOpened(false)}>{t('clauses.cancel')}</Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}

import { Button, Checkbox, Popover } from '@mantine/core'
import { type ReactElement, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocalized } from '#client/lib/format.ts'
import { RefusalNote } from '#client/ui/RefusalNote.tsx'
import type { ChallengesView } from '#domain/contract/challenges.ts'
import type { ClauseView } from '#domain/contract/drafts.ts'
import { useLinkClause } from './clauses.api.ts'
import css from './clauses.module.css'

interface LinksPopoverProps {
  readonly clause: ClauseView
  readonly draftId: string
  readonly all: ChallengesView
  readonly onClose: () => void
  /** The button that it belongs to. */
  readonly children: ReactElement
}

/** Which challenges and measures a clause answers, kept as one whole when the box is closed with "Save". */
export default function LinksPopover({ clause, draftId, all, onClose, children }: LinksPopoverProps) {
  const { t } = useTranslation()
  const localized = useLocalized()
  const link = useLinkClause(draftId)
  const [challengeIds, setChallengeIds] = useState<string[]>([...clause.challengeIds])
  const [measureIds, setMeasureIds] = useState<string[]>([...clause.measureIds])
  const save = () => link.mutate({ clauseId: clause.id, challengeIds, measureIds }, { onSuccess: onClose })
  return (
    <Popover opened onDismiss={onClose} width={340} position="bottom-start" trapFocus returnFocus withinPortal>
      <Popover.Target>
        {children}
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
          <Button size="xs" variant="subtle" onClick={onClose}>{t('clauses.cancel')}</Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}

import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { later } from '#client/lib/later.tsx'
import { useReason } from '#client/lib/reasons.ts'
import { useCan } from '#client/lib/useCan.ts'
import { ReasonedButton } from '#client/ui/ReasonedButton.tsx'
import type { Subject } from '#domain/charter/conditions.ts'
import type { ChallengesView } from '#domain/contract/challenges.ts'
import type { ClauseView } from '#domain/contract/drafts.ts'

const LinksPopover = later(() => import('./LinksPopover.tsx'))

interface LinkButtonProps { readonly clause: ClauseView; readonly label: string; readonly draftId: string; readonly all: ChallengesView; readonly subject: Subject }

/** Opens the box in which a clause is linked to what it answers; fetched when somebody first links. */
export function LinkButton({ clause, label, draftId, all, subject }: LinkButtonProps) {
  const { t } = useTranslation()
  const may = useCan('clause.link', subject)
  const why = useReason()
  const [opened, setOpened] = useState(false)
  const plus = <IconPlus size={13} aria-hidden />
  const name = t('clauses.linkLabel', { clause: label })
  if (!may.allowed) return <ReasonedButton size="compact-xs" variant="subtle" leftSection={plus} aria-label={name} reason={why(may, 'clause.link')} onClick={() => undefined}>{t('clauses.link')}</ReasonedButton>
  const button = <Button size="compact-xs" variant="subtle" leftSection={plus} aria-label={name} onClick={() => setOpened(!opened)}>{t('clauses.link')}</Button>
  if (!opened) return button
  return <LinksPopover until={button} clause={clause} draftId={draftId} all={all} onClose={() => setOpened(false)}>{button}</LinksPopover>
}

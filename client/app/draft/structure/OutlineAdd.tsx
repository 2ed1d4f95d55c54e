import { ActionIcon, Menu } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ClauseReading } from '#client/editor/draftText.ts'
import { InsertItems } from './InsertItems.tsx'
import type { Structuring } from './structuring.ts'

/** The plus beside the outline: inserts a provision beside the one that is read. */
export default function OutlineAdd({ clause, structuring }: { clause: ClauseReading; structuring: Structuring }) {
  const { t } = useTranslation()
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={t('structure.insert')} title={t('structure.insert')}><IconPlus size={18} stroke={1.6} aria-hidden /></ActionIcon>
      </Menu.Target>
      <Menu.Dropdown><InsertItems clause={clause} structuring={structuring} /></Menu.Dropdown>
    </Menu>
  )
}

import { ActionIcon } from '@mantine/core'
import { IconReplace } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

/** Opens the bar that finds and replaces, from beside the outline's own field. */
export default function FindButton({ onFind }: { onFind: () => void }) {
  const { t } = useTranslation()
  return <ActionIcon variant="subtle" color="gray" aria-label={t('find.title')} aria-keyshortcuts="Control+F" title={t('find.title')} onClick={onFind}><IconReplace size={18} stroke={1.6} aria-hidden /></ActionIcon>
}

import { ActionIcon } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { type ReactElement, useState } from 'react'
import { useTranslation } from 'react-i18next'

/** The button that opens what can be done with a clause. There is one for every clause, and most are never opened: `menu` is drawn, around it, only then. */
export function MenuButton({ name, menu }: { name: string; menu: (button: ReactElement) => ReactElement }) {
  const { t } = useTranslation()
  const [asked, setAsked] = useState(false)
  const button = (
    <ActionIcon variant="subtle" color="gray" aria-label={t('clauses.menu', { clause: name })} {...(!asked && { 'aria-haspopup': 'menu', 'aria-expanded': false, onClick: () => setAsked(true) })}>
      <IconDots size={18} aria-hidden />
    </ActionIcon>
  )
  return asked ? menu(button) : button
}

import { ActionIcon, Menu } from '@mantine/core'
import { IconMenu2 } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import css from './shell.module.css'
import type { Way } from './TopBar.tsx'
import { WayLink } from './WayLink.tsx'

/** The ways of the top bar where it has no room for them. */
export function NavMenu({ ways }: { ways: readonly Way[] }) {
  const { t } = useTranslation()
  return (
    <Menu position="bottom-end" width="16rem">
      <Menu.Target><ActionIcon className={css.navMenu ?? ''} variant="subtle" color="gray" size="lg" aria-label={t('app.menu')}><IconMenu2 size={20} stroke={1.6} aria-hidden /></ActionIcon></Menu.Target>
      <Menu.Dropdown>{ways.map(({ to, name, exact }) => <Menu.Item key={to} component={WayLink} to={to} exact={exact ?? false}>{name}</Menu.Item>)}</Menu.Dropdown>
    </Menu>
  )
}

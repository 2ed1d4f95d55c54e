import { ActionIcon } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { later } from '#client/lib/later.tsx'
import type { ClauseMenuProps } from './ClauseMenu.tsx'
import css from './draft.module.css'

// A draft has a menu for every clause, and most are never opened: what a menu needs is fetched with the first one.
const ClauseMenu = later(() => import('./ClauseMenu.tsx'))

/** The button beside a clause that opens what can be done with it. */
export default function ClauseTools({ name, ...menu }: ClauseMenuProps & { name: string }) {
  const { t } = useTranslation()
  const [asked, setAsked] = useState(false)
  const button = (
    <ActionIcon variant="subtle" color="gray" aria-label={t('clauses.menu', { clause: name })} {...(!asked && { 'aria-haspopup': 'menu', 'aria-expanded': false, onClick: () => setAsked(true) })}>
      <IconDots size={18} aria-hidden />
    </ActionIcon>
  )
  return <div className={css.tools}>{asked ? <ClauseMenu until={button} {...menu}>{button}</ClauseMenu> : button}</div>
}

import { later } from '#client/lib/later.tsx'
import type { ClauseMenuProps } from './ClauseMenu.tsx'
import css from './draft.module.css'
import { MenuButton } from './MenuButton.tsx'

const ClauseMenu = later(() => import('./ClauseMenu.tsx'))

/** Beside a clause: the button that opens what can be done with it. */
export default function ClauseTools(menu: ClauseMenuProps) {
  return <div className={css.tools}><MenuButton name={menu.name} menu={(button) => <ClauseMenu until={button} {...menu}>{button}</ClauseMenu>} /></div>
}

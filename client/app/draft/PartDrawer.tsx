import { Drawer } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import css from './draft.module.css'

interface PartDrawerProps { readonly title: string; readonly fromSide: boolean; readonly onClose: () => void; readonly children: ReactNode }

/** A part of the draft page over the text, where there is no column for it. */
export default function PartDrawer({ title, fromSide, onClose, children }: PartDrawerProps) {
  const { t } = useTranslation()
  // While something is dragged in the outline, Escape lets go of that and of nothing else.
  const close = () => { if (!document.querySelector('[data-dragged]')) onClose() }
  return (
    <Drawer opened onClose={close} position={fromSide ? 'left' : 'bottom'} size={fromSide ? 'sm' : '85%'} padding={0} title={title} classNames={{ header: css.drawerHead ?? '', body: css.drawerBody ?? '' }} closeButtonProps={{ 'aria-label': t('drafts.closePanel') }}>
      {children}
    </Drawer>
  )
}

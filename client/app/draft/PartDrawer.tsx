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
    <Drawer.Root opened onClose={close} position={fromSide ? 'left' : 'bottom'} size={fromSide ? 'sm' : '85%'} padding={0} classNames={{ header: css.drawerHead ?? '', body: css.drawerBody ?? '' }}>
      <Drawer.Overlay />
      <Drawer.Content>
        {/* A header that is in no section counts as the banner of the page, which has one. */}
        <Drawer.Header role="presentation">
          <Drawer.Title>{title}</Drawer.Title>
          <Drawer.CloseButton aria-label={t('drafts.closePanel')} />
        </Drawer.Header>
        <Drawer.Body>{children}</Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  )
}

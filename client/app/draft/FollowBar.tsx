import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { CaretGlyph } from '#client/editor/caretElement.tsx'
import { Shortcut } from '#client/ui/Shortcut.tsx'
import css from './draft.module.css'
import type { Following } from './useFollowing.ts'

/** Whom I follow, and the way out of it, as long as I do. */
export function FollowBar({ following: { followed, stop } }: { following: Following }) {
  const { t } = useTranslation()
  if (!followed) return null
  return (
    <div className={css.follow} role="group" aria-label={t('attention.follows', { name: followed.name })}>
      <CaretGlyph person={followed} />
      <span>{t('attention.follows', { name: followed.name })}</span>
      <Button size="compact-sm" variant="default" aria-keyshortcuts="Escape" onClick={stop}>{t('attention.stop')}</Button>
      <Shortcut keys="Escape" />
    </div>
  )
}

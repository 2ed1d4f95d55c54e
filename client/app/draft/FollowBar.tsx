import { Button } from '@mantine/core'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { CaretGlyph } from '#client/editor/caretElement.tsx'
import type { Presences } from '#client/editor/presence.ts'
import { Floating } from '#client/ui/Floating.tsx'
import { Shortcut } from '#client/ui/Shortcut.tsx'
import type { Following } from './useFollowing.ts'

// By these one takes the page back into one's own hands.
const ownActs = ['keydown', 'pointerdown', 'wheel', 'touchmove'] as const
const modifiers = ['Shift', 'Control', 'Alt', 'Meta', 'AltGraph', 'CapsLock']

/** Whom I follow, and the way out of it, as long as I do: until I type, click, scroll or press a key. */
export function FollowBar({ following: { followed, stay, stop }, presences }: { following: Following; presences: Presences }) {
  const { t } = useTranslation()
  const userId = followed?.userId ?? null
  useEffect(() => {
    if (userId === null) return
    const taken = (event: Event) => { if (!(event instanceof KeyboardEvent && modifiers.includes(event.key))) stop() }
    const place = () => requestAnimationFrame(stay)
    const unsubscribe = presences.subscribe(place)
    // A telephone is turned, and the words stand elsewhere.
    window.addEventListener('resize', place)
    for (const act of ownActs) window.addEventListener(act, taken, { capture: true, passive: true })
    return () => {
      unsubscribe()
      window.removeEventListener('resize', place)
      for (const act of ownActs) window.removeEventListener(act, taken, { capture: true })
    }
  }, [userId, presences, stay, stop])
  if (!followed) return null
  return (
    <Floating label={t('attention.follows', { name: followed.name })} isFleeting>
      <CaretGlyph person={followed} />
      <span>{t('attention.follows', { name: followed.name })}</span>
      <Button size="compact-sm" variant="default" aria-keyshortcuts="Escape" onClick={stop}>{t('attention.stop')}</Button>
      <Shortcut keys="Escape" />
    </Floating>
  )
}

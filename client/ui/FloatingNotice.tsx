import { CloseButton } from '@mantine/core'
import type { ReactNode } from 'react'
import { Floating } from './Floating.tsx'

/** Something that just happened, wherever on the page one is, with the one thing to do about it. Whoever shows it says when it goes, and says it to screen readers. */
export function FloatingNotice({ words, action, putAway, onClose }: { words: string; action: ReactNode; putAway: string; onClose: () => void }) {
  return (
    <Floating label={words}>
      <span>{words}</span>
      {action}
      <CloseButton size="sm" aria-label={putAway} onClick={onClose} />
    </Floating>
  )
}

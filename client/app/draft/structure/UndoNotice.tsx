import { Button } from '@mantine/core'
import { useEffect, useEffectEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { OpenDraft } from '#client/editor/openDraft.ts'
import { onNextStep, takeBack } from '#client/editor/oneStep.ts'
import { useAnnounce } from '#client/ui/Announcer.tsx'
import { FloatingNotice } from '#client/ui/FloatingNotice.tsx'
import type { Removed } from './useStructureActs.ts'

const stayMs = 30_000

/** “Article 7 was deleted. Undo”: there until another step is made, since undo would then take that one back. Mod-z does the same for longer. */
export function UndoNotice({ open, removed, onForget }: { open: OpenDraft; removed: Removed; onForget: () => void }) {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const forget = useEffectEvent(onForget)
  useEffect(() => {
    const timer = setTimeout(() => forget(), stayMs)
    const stop = onNextStep(open.text.doc, () => forget())
    return () => { clearTimeout(timer); stop() }
  }, [open, removed])
  const undo = () => {
    takeBack(open.text.doc)
    announce(t('structure.isBack', { name: removed.name }))
  }
  return (
    <FloatingNotice
      words={t('structure.removed', { name: removed.name })} putAway={t('structure.putAway')} onClose={onForget}
      action={<Button size="compact-sm" variant="default" aria-keyshortcuts="Control+Z" onClick={undo}>{t('structure.undo')}</Button>}
    />
  )
}

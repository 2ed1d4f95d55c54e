import { Button, CloseButton } from '@mantine/core'
import { useEffect, useEffectEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { OpenDraft } from '#client/editor/openDraft.ts'
import { onNextStep, takeBack } from '#client/editor/oneStep.ts'
import { useAnnounce } from '#client/ui/Announcer.tsx'
import css from './structure.module.css'
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
    <div className={css.notice} role="group" aria-label={t('structure.removed', { name: removed.name })}>
      <span>{t('structure.removed', { name: removed.name })}</span>
      <Button size="compact-sm" variant="default" aria-keyshortcuts="Control+Z" onClick={undo}>{t('structure.undo')}</Button>
      <CloseButton size="sm" aria-label={t('structure.putAway')} onClick={onForget} />
    </div>
  )
}

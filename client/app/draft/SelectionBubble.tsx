import { Button } from '@mantine/core'
import { IconMessageCirclePlus } from '@tabler/icons-react'
import { useEffect, useEffectEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type SelectedWords, selectedWords } from '#client/editor/selectedWords.ts'
import css from './draft.module.css'

/** "Comment on these words", above what is marked in the text; by keyboard Mod-Alt-m. Works in the editor and on the reader's page. */
export function SelectionBubble({ mayComment, onComment }: { mayComment: boolean; onComment: (words: SelectedWords) => void }) {
  const { t } = useTranslation()
  const [place, setPlace] = useState<{ x: number; y: number } | null>(null)
  const comment = useEffectEvent(() => {
    const words = selectedWords(document.getSelection())
    setPlace(null)
    if (words) onComment(words)
  })
  useEffect(() => {
    if (!mayComment) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = () => {
      clearTimeout(timer)
      timer = setTimeout(() => {
        const selection = document.getSelection()
        const box = selectedWords(selection) && selection?.getRangeAt(0).getBoundingClientRect()
        setPlace(box ? { x: Math.min(Math.max(box.x + box.width / 2, 110), window.innerWidth - 110), y: Math.max(box.y, 160) } : null)
      }, 180)
    }
    const hide = () => setPlace(null)
    const key = (event: KeyboardEvent) => {
      if (event.code !== 'KeyM' || !event.altKey || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      comment()
    }
    document.addEventListener('selectionchange', look)
    document.addEventListener('keydown', key)
    window.addEventListener('scroll', hide, { passive: true })
    return () => {
      clearTimeout(timer)
      document.removeEventListener('selectionchange', look)
      document.removeEventListener('keydown', key)
      window.removeEventListener('scroll', hide)
    }
  }, [mayComment])
  if (!place) return null
  return (
    <div className={css.bubble} style={{ insetInlineStart: place.x, insetBlockStart: place.y }}>
      <Button size="compact-sm" variant="subtle" leftSection={<IconMessageCirclePlus size={16} aria-hidden />} onMouseDown={(event) => event.preventDefault()} onClick={() => comment()}>
        {t('drafts.commentOnWords')}
      </Button>
    </div>
  )
}

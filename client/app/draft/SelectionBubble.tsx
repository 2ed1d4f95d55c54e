import { Button } from '@mantine/core'
import { IconMessageCirclePlus, IconUserEdit } from '@tabler/icons-react'
import { useEffect, useEffectEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type SelectedWords, selectedWords } from '#client/editor/selectedWords.ts'
import { later } from '#client/lib/later.tsx'
import css from './draft.module.css'

const WhoWrote = later(() => import('#client/features/versions/WhoWrote.tsx'))

interface Place { readonly x: number; readonly top: number; readonly bottom: number }

// Half of what floats over the words, so that it stays on the screen.
const halfBubble = 170
const keys: Record<string, 'comment' | 'ask'> = { KeyM: 'comment', KeyH: 'ask' }

function placeOfSelection(): Place | null {
  const selection = document.getSelection()
  const box = selectedWords(selection) && selection?.getRangeAt(0).getBoundingClientRect()
  if (!box) return null
  const half = Math.min(halfBubble, window.innerWidth / 2)
  return { x: Math.min(Math.max(box.x + box.width / 2, half), window.innerWidth - half), top: Math.min(Math.max(box.y, 160), window.innerHeight - 80), bottom: box.bottom }
}

interface SelectionBubbleProps { readonly draftId: string; readonly mayComment: boolean; readonly onComment: (words: SelectedWords) => void }

/**
 * "Comment on these words" and "Who wrote this", above what is marked in the text; by keyboard Mod-Alt-m and Mod-Alt-h.
 * Works in the editor and on the reader's page.
 */
export function SelectionBubble({ draftId, mayComment, onComment }: SelectionBubbleProps) {
  const { t } = useTranslation()
  const [place, setPlace] = useState<Place | null>(null)
  const [asked, setAsked] = useState<{ words: SelectedWords; place: Place } | null>(null)
  const act = useEffectEvent((what: 'comment' | 'ask') => {
    const words = selectedWords(document.getSelection())
    const where = placeOfSelection()
    setPlace(null)
    if (words && what === 'comment' && mayComment) onComment(words)
    if (words && what === 'ask' && where) setAsked({ words, place: where })
  })
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = () => {
      clearTimeout(timer)
      timer = setTimeout(() => setPlace(placeOfSelection()), 180)
    }
    // It would stay behind while the words move, and comes back to them when they stand still.
    const scrolled = () => { setPlace(null); setAsked(null); look() }
    const key = (event: KeyboardEvent) => {
      const what = keys[event.code]
      if (!what || !event.altKey || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      act(what)
    }
    const press = (event: PointerEvent) => { if (!(event.target instanceof Element && event.target.closest('[role="dialog"]'))) setAsked(null) }
    document.addEventListener('selectionchange', look)
    document.addEventListener('keydown', key)
    document.addEventListener('pointerdown', press)
    window.addEventListener('scroll', scrolled, { passive: true })
    return () => {
      clearTimeout(timer)
      document.removeEventListener('selectionchange', look)
      document.removeEventListener('keydown', key)
      document.removeEventListener('pointerdown', press)
      window.removeEventListener('scroll', scrolled)
    }
  }, [])
  if (asked) return <Asked place={asked.place}><WhoWrote draftId={draftId} words={asked.words} onClose={() => setAsked(null)} /></Asked>
  if (!place) return null
  const still = (event: { preventDefault: () => void }) => event.preventDefault()
  return (
    <div className={css.bubble} style={{ insetInlineStart: place.x, insetBlockStart: place.top }}>
      {mayComment && (
        <Button size="compact-sm" variant="subtle" leftSection={<IconMessageCirclePlus size={16} aria-hidden />} aria-keyshortcuts="Control+Alt+M" onMouseDown={still} onClick={() => act('comment')}>
          {t('drafts.commentOnWords')}
        </Button>
      )}
      <Button size="compact-sm" variant="subtle" leftSection={<IconUserEdit size={16} aria-hidden />} aria-keyshortcuts="Control+Alt+H" onMouseDown={still} onClick={() => act('ask')}>{t('versions.whoWrote')}</Button>
    </div>
  )
}

/** Under the words, or over them where there is no room below. */
function Asked({ place: { x, top, bottom }, children }: { place: Place; children: React.ReactNode }) {
  const isBelow = bottom < window.innerHeight * 0.55
  const block = isBelow ? { insetBlockStart: bottom + 10 } : { insetBlockEnd: window.innerHeight - top + 10 }
  return <div className={css.whoWrote} style={{ insetInlineStart: x, ...block }}>{children}</div>
}

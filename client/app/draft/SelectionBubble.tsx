import { Button } from '@mantine/core'
import { IconMessageCirclePlus, IconPencilPlus, IconUserEdit } from '@tabler/icons-react'
import { type Ref, useEffect, useEffectEvent, useImperativeHandle, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type * as Y from 'yjs'
import type { OpenEditors } from '#client/editor/openEditors.ts'
import { type SelectedWords, selectedWords } from '#client/editor/selectedWords.ts'
import { suggestAddress } from '#client/features/amendments/beginning.ts'
import { later } from '#client/lib/later.tsx'
import { useCan } from '#client/lib/useCan.ts'
import type { Subject } from '#domain/charter/conditions.ts'
import type { Anchor } from '#domain/text/anchor.ts'
import { makeAnchor } from '#domain/text/makeAnchor.ts'
import css from './draft.module.css'

const WhoWrote = later(() => import('#client/features/versions/WhoWrote.tsx'))
// For whoever writes: it brings the editor's own library with it.
const MarkButtons = later(() => import('./MarkButtons.tsx'), { isForAll: false })

interface Place { readonly inEditor: boolean; readonly x: number; readonly top: number; readonly bottom: number }

// Half of what floats over the words, so that it stays on the screen.
const halfBubble = 265

function placeOfSelection(): Place | null {
  const selection = document.getSelection()
  const box = selectedWords(selection) && selection?.getRangeAt(0).getBoundingClientRect()
  if (!box) return null
  const half = Math.min(halfBubble, window.innerWidth / 2)
  return { inEditor: document.activeElement?.closest('.ProseMirror') !== null, x: Math.min(Math.max(box.x + box.width / 2, half), window.innerWidth - half), top: Math.min(Math.max(box.y, 160), window.innerHeight - 80), bottom: box.bottom }
}

/** What it does with the words that are marked, for the commands of the page. */
export interface BubbleActs { readonly comment: () => void; readonly ask: () => void }

interface SelectionBubbleProps {
  readonly draftId: string
  readonly doc: Y.Doc
  readonly subject: Subject
  readonly editors: OpenEditors
  readonly onComment: (clauseId: string, anchor: Anchor) => void
  readonly onLink: () => void
  readonly ref: Ref<BubbleActs>
}

/**
 * "Comment on these words", "Suggest a change" and "Who wrote this", above what is marked in the text, on the reader's page too; in the editor also its
 * marks and the kind of its block. Their keys are in `commands`.
 */
export default function SelectionBubble({ draftId, doc, subject, editors, onComment, onLink, ref }: SelectionBubbleProps) {
  const { t } = useTranslation()
  const [, navigate] = useLocation()
  const mayComment = useCan('comment.write', subject).allowed
  const mayAmend = useCan('amendment.move', subject).allowed
  const mayEdit = useCan('clause.edit', subject).allowed
  const [place, setPlace] = useState<Place | null>(null)
  const [asked, setAsked] = useState<{ words: SelectedWords; place: Place } | null>(null)
  const act = useEffectEvent((what: 'comment' | 'ask') => {
    const words = selectedWords(document.getSelection())
    const where = placeOfSelection()
    setPlace(null)
    const anchor = words && what === 'comment' && mayComment && anchorOf(doc, words)
    if (anchor) onComment(words.clauseId, anchor)
    if (words && what === 'ask' && where) setAsked({ words, place: where })
  })
  const suggest = () => {
    const words = selectedWords(document.getSelection())
    if (words) navigate(suggestAddress(draftId, words.clauseId, 'change'))
  }
  useImperativeHandle(ref, () => ({ comment: () => act('comment'), ask: () => act('ask') }), [])
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = () => {
      clearTimeout(timer)
      timer = setTimeout(() => setPlace(placeOfSelection()), 180)
    }
    // It would stay behind while the words move, and comes back to them when they stand still.
    const scrolled = () => { setPlace(null); setAsked(null); look() }
    const press = (event: PointerEvent) => { if (!(event.target instanceof Element && event.target.closest('[role="dialog"]'))) setAsked(null) }
    document.addEventListener('selectionchange', look)
    document.addEventListener('pointerdown', press)
    window.addEventListener('scroll', scrolled, { passive: true })
    return () => {
      clearTimeout(timer)
      document.removeEventListener('selectionchange', look)
      document.removeEventListener('pointerdown', press)
      window.removeEventListener('scroll', scrolled)
    }
  }, [])
  if (asked) return <Asked place={asked.place}><WhoWrote draftId={draftId} words={asked.words} onClose={() => setAsked(null)} /></Asked>
  if (!place) return null
  const still = (event: { preventDefault: () => void }) => event.preventDefault()
  return (
    <div className={css.bubble} style={{ insetInlineStart: place.x, insetBlockStart: place.top }}>
      {mayEdit && place.inEditor && <MarkButtons editors={editors} onLink={onLink} />}
      {mayComment && (
        <Button size="compact-sm" variant="subtle" leftSection={<IconMessageCirclePlus size={16} aria-hidden />} aria-keyshortcuts="Control+Alt+M" onMouseDown={still} onClick={() => act('comment')}>
          {t('drafts.commentOnWords')}
        </Button>
      )}
      {mayAmend && <Button size="compact-sm" variant="subtle" leftSection={<IconPencilPlus size={16} aria-hidden />} onMouseDown={still} onClick={suggest}>{t('amendments.suggest')}</Button>}
      <Button size="compact-sm" variant="subtle" leftSection={<IconUserEdit size={16} aria-hidden />} aria-keyshortcuts="Control+Alt+H" onMouseDown={still} onClick={() => act('ask')}>{t('versions.whoWrote')}</Button>
    </div>
  )
}

/** Null where others have just taken the words away. */
function anchorOf(doc: Y.Doc, { clauseId, blockId, from, to }: SelectedWords): Anchor | null {
  try {
    return makeAnchor(doc, clauseId, blockId, from, to)
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

/** Under the words, or over them where there is no room below. */
function Asked({ place: { x, top, bottom }, children }: { place: Place; children: React.ReactNode }) {
  const isBelow = bottom < window.innerHeight * 0.55
  const block = isBelow ? { insetBlockStart: bottom + 10 } : { insetBlockEnd: window.innerHeight - top + 10 }
  return <div className={css.whoWrote} style={{ insetInlineStart: x, ...block }}>{children}</div>
}

import { type RefObject, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { DraftReading } from '#client/editor/draftText.ts'
import type { OpenDraft } from '#client/editor/openDraft.ts'
import { placeOfPerson } from '#client/editor/presence.ts'
import { selectedWords } from '#client/editor/selectedWords.ts'
import { later } from '#client/lib/later.tsx'
import { useReason } from '#client/lib/reasons.ts'
import { useCan } from '#client/lib/useCan.ts'
import type { Subject } from '#domain/charter/conditions.ts'
import type { LabelLanguage } from '#domain/text/languages.ts'
import { useAnnounce } from '#client/ui/Announcer.tsx'
import { type CommandPlace, commands, heardCommands, type Part, type Shown } from './commands.ts'
import css from './draft.module.css'
import { FollowBar } from './FollowBar.tsx'
import { entriesOf, focusedClause, useHeard } from './heard.ts'
import { Palette } from './Palette.tsx'
import type { PaletteEntry } from './paletteEntries.ts'
import type { BubbleActs } from './SelectionBubble.tsx'
import { Shortcuts } from './Shortcuts.tsx'
import type { Structuring } from './structure/structuring.ts'
import { useEditNews } from './useEditNews.ts'
import { type Following, useFollowing } from './useFollowing.ts'

// For whoever writes; they bring the editor's own library with them.
const LinkDialog = later(() => import('./LinkDialog.tsx'), { isForAll: false })
const TableDialog = later(() => import('./TableDialog.tsx'), { isForAll: false })
// For whoever leads the draft.
const LanguageDialog = later(() => import('#client/features/drafts/LanguageDialog.tsx'), { isForAll: false })

export interface PageCommandsProps {
  readonly draftId: string
  readonly open: OpenDraft
  readonly reading: DraftReading
  readonly nameOf: (clauseId: string) => string
  readonly subject: Subject
  readonly lawLanguage: LabelLanguage
  readonly structuring: Structuring | null
  /** The clause that is being read. */
  readonly current: string | null
  readonly onFollowing: (following: Following) => void
  readonly bubble: RefObject<BubbleActs | null>
  readonly go: (clauseId: string) => void
  readonly onPart: (part: Part) => void
  readonly onFind: () => void
  readonly shown: Shown
  readonly onShow: (what: Shown) => void
}

/** Hears the keys of the page's commands, and shows the palette, the list of shortcuts, the small windows of the writing tools and whom I follow. */
export default function PageCommands({ draftId, open, reading, nameOf, subject, lawLanguage, structuring, current, onFollowing, bubble, go, onPart, onFind, shown, onShow }: PageCommandsProps) {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const [, navigate] = useLocation()
  const { editors, presences } = open.editing
  const why = useReason()
  const whyNoEdit = why(useCan('clause.edit', subject), 'clause.edit')
  const whyNoComment = why(useCan('comment.write', subject), 'comment.write')
  const whyNoAmend = why(useCan('amendment.move', subject), 'amendment.move')
  const whyNoLanguage = why(useCan('draft.advance', subject), 'draft.advance')
  useEditNews(open, nameOf)
  const following = useFollowing(open.editing)
  useEffect(() => onFollowing(following), [following, onFollowing])

  const toPart = (part: Part) => {
    onPart(part)
    // Where it has a column of its own it is there already; a part that slides over the text takes the focus by itself.
    requestAnimationFrame(() => document.querySelector<HTMLElement>(part === 'outline' ? `nav.${css.outline} input` : 'aside [role="tab"][aria-selected="true"]')?.focus())
  }
  const placeNow = (): CommandPlace => ({
    t, draftId, open, active: editors.active(), marked: selectedWords(document.getSelection()), whyNoEdit, whyNoComment, whyNoAmend, whyNoLanguage, structuring, clauseId: focusedClause() ?? current, nameOf, following, bubble: bubble.current, show: onShow, find: onFind, part: toPart, navigate, announce,
  })
  const entries = (): PaletteEntry[] => {
    const place = placeNow()
    const marked = markedRange()
    const people = presences.people()
    return [
      ...entriesOf(commands, place, placeNow).map((entry) => ({
        ...entry,
        run() {
          marked?.()
          entry.run()
        },
      })),
      ...people.flatMap(({ userId, name }): PaletteEntry[] => {
        const reason = placeOfPerson(presences.here(), userId) ? '' : t('attention.noPlace')
        const shared = { group: 'people' as const, shortcut: null, reason, onlySought: people.length > 4 }
        return [
          { ...shared, id: `jump.${userId}`, words: t('attention.jumpTo', { name }), run: () => following.jump(userId) },
          { ...shared, id: `follow.${userId}`, words: t('attention.followPerson', { name }), run: () => following.follow(userId) },
        ]
      }),
      // Who types a number means an article.
      ...reading.clauses.toSorted((a, b) => Number(b.kind === 'article') - Number(a.kind === 'article')).map(({ id, heading }): PaletteEntry => ({
        id: `go.${id}`, group: 'go', words: [nameOf(id), heading].filter(Boolean).join('. '), shortcut: null, reason: '', onlySought: true, run: () => go(id),
      })),
    ]
  }

  useHeard(heardCommands, editors, placeNow)
  useEffect(() => {
    if (whyNoEdit !== '') return
    for (const dialog of [LinkDialog, TableDialog]) void dialog.fetch().catch(() => undefined)
  }, [whyNoEdit])

  const close = () => onShow(null)
  return (
    <>
      <FollowBar following={following} presences={open.editing.presences} />
      <Palette opened={shown === 'palette'} entries={entries} onClose={close} />
      <Shortcuts opened={shown === 'shortcuts'} place={placeNow} onClose={close} />
      <LinkDialog opened={shown === 'link'} editor={editors.active()} onClose={close} />
      {whyNoLanguage === '' && <LanguageDialog opened={shown === 'language'} draftId={draftId} language={lawLanguage} onClose={close} />}
      <TableDialog opened={shown === 'table'} editor={editors.active()} onClose={close} />
    </>
  )
}

/** What is marked on a page without an editor is forgotten when a field gets the focus: the way to mark it again. */
function markedRange(): (() => void) | null {
  const selection = document.getSelection()
  if (!selectedWords(selection) || !selection?.rangeCount) return null
  const range = selection.getRangeAt(0).cloneRange()
  return () => {
    selection.removeAllRanges()
    selection.addRange(range)
  }
}
